"""The words that differ: both texts can be read out of a difference, and no text makes it slow."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.lifecycle.changes import changes
from procedures.lifecycle.diff import ADDED, CHANGED, REMOVED, SAME, Part, row_diff, word_diff
from procedures.schema import Procedure
from procedures.version_words import NAMES, label, rows_of
from tests.procedures.samples import full_record

words = st.text(st.sampled_from("ab c.\n;đé1"), max_size=60)


def old_of(parts):
    return "".join(part.text for part in parts if part.kind != ADDED)


def new_of(parts):
    return "".join(part.text for part in parts if part.kind != REMOVED)


@given(words, words)
def test_both_texts_are_in_their_difference(old, new):
    parts = word_diff(old, new)
    assert (old_of(parts), new_of(parts)) == (old, new)
    assert all(part.text for part in parts)


@given(words)
def test_equal_texts_differ_in_nothing(text):
    assert all(part.kind == SAME for part in word_diff(text, text))


@given(st.lists(words, max_size=8), st.lists(words, max_size=8))
def test_all_rows_of_both_lists_are_in_their_difference(old, new):
    rows = row_diff(old, new)
    assert [old_of(row.parts) for row in rows if row.kind != ADDED] == old
    assert [new_of(row.parts) for row in rows if row.kind != REMOVED] == new


def test_words_not_letters_are_told():
    assert word_diff("trong 15 ngày làm việc", "trong 10 ngày làm việc") == [
        Part(SAME, "trong "),
        Part(REMOVED, "15"),
        Part(ADDED, "10"),
        Part(SAME, " ngày làm việc"),
    ]


def test_a_row_that_moved_beside_new_ones_is_still_paired_with_itself():
    old = ["Đơn theo mẫu số 1", "Bản sao căn cước công dân", "Ảnh chân dung 3x4"]
    new = ["Giấy ủy quyền", "Đơn theo mẫu số 2", "Ảnh chân dung 4x6"]
    kinds = [row.kind for row in row_diff(old, new)]
    assert sorted(kinds) == sorted([ADDED, CHANGED, REMOVED, CHANGED])


@pytest.mark.parametrize(
    "text",
    [
        lambda chance: " ".join(f"từ{chance.randrange(300)}" for _ in range(20_000)),
        lambda chance: "a " * (50_000 + chance.randrange(9)),
        lambda chance: "\n".join(chance.choice("abc") for _ in range(50_000)),
        lambda chance: "".join(chance.choice(".;:a ") for _ in range(100_000)),
        lambda chance: "x" * (100_000 + chance.randrange(9)),
    ],
    ids=["words", "one word", "lines", "marks", "one long word"],
)
def test_texts_of_a_hundred_kilobytes_are_compared(text, monkeypatch):
    pairs = []
    matcher = word_diff.__globals__["SequenceMatcher"]

    def counted(junk, before, after):
        pairs.append(len(before) * len(after))
        return matcher(junk, before, after)

    monkeypatch.setitem(word_diff.__globals__, "SequenceMatcher", counted)
    old, new = text(random.Random(1)), text(random.Random(2))
    assert (old_of(word_diff(old, new)), new_of(word_diff(old, new))) == (old, new)
    rows = row_diff(old.splitlines(), new.splitlines())
    assert [old_of(row.parts) for row in rows if row.kind != ADDED] == old.splitlines()
    assert all(count <= 250_000 for count in pairs), "the work is bounded"


def test_only_fields_that_changed_are_told_in_the_order_of_the_record():
    old, new = full_record(), full_record()
    new.conditions, new.name = "khác", "Thủ tục khác"
    found = changes(NAMES, rows_of(old), rows_of(new))
    assert [one.name for one in found] == ["name", "conditions"]
    assert found[0].count == 1


def test_every_field_has_words_and_a_name():
    rows = rows_of(full_record())
    assert set(rows) == set(NAMES)
    assert all(rows[name] for name in NAMES)
    assert all(label(name) for name in NAMES)
    assert all(text == text.strip() != "" for texts in rows.values() for text in texts)


def test_splitting_a_table_that_was_text_is_no_change_of_its_words():
    old = Procedure(channels_text="Nộp tại quầy")
    assert rows_of(old)["channels"] == ["Nộp tại quầy"]
    assert rows_of(Procedure()) == {name: [] for name in NAMES}


def test_rows_that_stay_are_counted():
    old = Procedure(conditions="một\nhai\nba\nbốn")
    new = Procedure(conditions="một\nhai\nba năm\nbốn")
    (field,) = changes(NAMES, rows_of(old), rows_of(new))
    assert [row if isinstance(row, int) else row.kind for row in field.shown] == [2, CHANGED, 1]
