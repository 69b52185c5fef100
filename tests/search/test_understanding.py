"""Reading what people type, without a database: input methods, slips, abbreviations, everyday words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.plan import plan
from portal.search.understanding.reading import MAX_QUERY, MAX_SYLLABLES, understand
from portal.search.understanding.tables import Entry, Table
from portal.search.understanding.telex import composed, is_shaped_like_a_syllable
from portal.search.understanding.typos import one_slip, proposed, repaired, taken_apart
from portal.search.understanding.vocabulary import Vocabulary, learn, unpacked
from portal.text.tokens import analyse

TEXTS = [
    ("Thủ tục cấp giấy phép xây dựng", "Cấp giấy phép xây dựng nhà ở riêng lẻ tại ủy ban nhân dân."),
    ("Cấp giấy chứng nhận quyền sử dụng đất", "Giấy chứng nhận quyền sử dụng đất do ủy ban nhân dân cấp."),
    ("Đăng ký lễ hội", "Thuyền viên đăng ký lễ hội trên thuyền."),
]
anything = st.text(alphabet=st.characters(), max_size=300)
typed = st.text(alphabet="abcdeghiklmnopqrstuvxy sfrxjwđấờữ0123456789.-/", max_size=120)


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return unpacked(learn(TEXTS * 30))


def rows(*sides: tuple[str, str, bool], since: date | None = None) -> Table:
    """A table of (words, meaning, whether the meaning leads)."""
    entries: dict[str, list[Entry]] = {}
    for said, meaning, leads in sides:
        own, meant = analyse(said), analyse(meaning)
        entry = Entry(own.folded, own.exact, meaning, meant, leads, since, None)
        entries.setdefault(own.folded[0], []).append(entry)
    syllables = frozenset(word for of in entries.values() for entry in of for word in entry.words)
    return Table(entries, syllables)


def read(query: str, words: Vocabulary, **options) -> str:
    """The syllables that are looked for."""
    return " ".join(understand(query, words, **options).analysis.folded)


@pytest.mark.parametrize(
    ("keys", "syllable"),
    [
        ("thur", "thủ"),
        ("tucj", "tục"),
        ("tujc", "tục"),
        ("ddaats", "đất"),
        ("dduwowcj", "được"),
        ("dduocwj", "được"),
        ("nhaanj", "nhận"),
        ("giaays", "giấy"),
        ("quyeenf", "quyền"),
        ("thu3", "thủ"),
        ("d9a61t", "đất"),
        ("du7o7ng2", "dường"),
        ("hoas", "hóa"),
        ("w", None),
        ("the", None),
        ("internet", None),
        ("h14", None),
        ("", None),
    ],
)
def test_keys_of_an_input_method_make_a_syllable(keys, syllable):
    assert composed(keys) == syllable


@given(anything | typed)
def test_composing_never_fails_and_gives_a_syllable_or_nothing(text):
    made = composed(text)
    assert made is None or is_shaped_like_a_syllable(made)


@pytest.mark.parametrize(
    "query",
    [
        "thur tucj caaps giaays pheps",
        "thur tucj caps giays pheps",
        "thu3 tu5c ca61p gia61y phe1p",
        "thuur tujc cap giay phep",
    ],
)
def test_a_query_that_did_not_compose_is_read(words, query):
    assert read(query, words) == "thu tuc cap giay phep"


@pytest.mark.parametrize(
    "query",
    [
        "cấp giấy phpé xây dựng",
        "cấp giấyy phép xây dựng",
        "cấp giấy phép xây dựngg",
        "cap giay phep xya dung",
        "cap giayphep xay dung",
        "capgiayphep xaydung",
        "cap giay phep xau dung",
    ],
)
def test_slips_are_repaired(words, query):
    assert read(query, words) == "cap giay phep xay dung"


def test_what_was_repaired_is_told_with_accents_and_can_be_switched_off(words):
    question = understand("Cap giay phpe xay dung 63/2010/NĐ-CP", words)
    assert question.corrected is not None
    assert question.corrected.shown_as == "Cấp giấy phép xây dựng 63/2010/NĐ-CP"
    assert question.corrected.original == question.text
    as_typed = understand("Cap giay phpe xay dung", words, as_typed=True)
    assert (as_typed.corrected, as_typed.analysis.folded[2]) == (None, "phpe")
    assert understand("cấp giấy phép", words).corrected is None


@pytest.mark.parametrize("query", ["lễ hội nhằm", "xịt", "tôi nữa", "cần giấy tờ gì", "Lễ hội CITES"])
def test_real_words_and_question_words_are_no_slips(words, query):
    assert understand(query, words).corrected is None


def test_nothing_is_repaired_without_a_vocabulary():
    assert understand("giay phpe thut uc", Vocabulary()).corrected is None


@given(st.lists(st.text(alphabet="abcdeghiklmnopqrstuvxy", max_size=12), max_size=12))
def test_repair_gives_known_words_for_unknown_ones_only(syllables):
    words = unpacked(learn(TEXTS * 30))
    for at, meant in repaired(syllables, words).items():
        assert words.count(syllables[at]) <= 4
        assert all(words.count(one) for one in meant)
        assert one_slip(syllables[at], meant[0]) or "".join(meant) == syllables[at]


def test_words_run_together_are_taken_apart(words):
    assert taken_apart("giaychungnhan", words) == ("giay", "chung", "nhan")
    assert taken_apart("xyz" * 20, words) == ()
    assert ("phep",) in proposed("pheo", words)


def test_an_abbreviation_is_looked_for_as_its_meaning_and_as_itself(words):
    table = rows(("GCN", "giấy chứng nhận", True), ("giấy chứng nhận", "GCN", False))
    short, long = understand("cấp gcn", words, table), understand("cấp giấy chứng nhận", words, table)
    assert short.analysis.folded == long.analysis.folded == ("cap", "giay", "chung", "nhan")
    assert (
        {one.folded for one in short.alternatives} == {one.folded for one in long.alternatives} == {("gcn",)}
    )
    terms = plan(long, 100, {"gcn": 5, "giay_chung": 9, "chung_nhan": 9, "cap": 9}, {})
    assert terms.every == (("cap",), ("chung_nhan", "gcn"), ("giay_chung", "gcn"))


def test_one_way_rows_and_their_days(words):
    table = rows(("sổ đỏ", "giấy chứng nhận quyền sử dụng đất", True), since=date(2026, 1, 1))
    assert read("sổ đỏ", words, known=table, today=date(2026, 1, 1)).startswith("giay chung nhan")
    assert read("sổ đỏ", words, known=table, today=date(2025, 12, 31)) == "so do"
    assert read("sơ đồ", words, known=table) == "so do"
    assert read("so do", words, known=table).startswith("giay chung nhan")
    assert understand("quyền sử dụng đất", words, table).alternatives == ()


def test_a_word_inside_a_term_keeps_its_sense(words):
    table = rows(("thuyền", "phương tiện thủy", True))
    assert read("thuyền", words, known=table) == "phuong tien thuy"
    assert read("thuyền viên", words, known=table) == "thuyen vien"


def test_initials_of_common_terms_are_understood(words):
    assert read("cấp GPXD", words) == "cap giay phep xay dung"
    assert read("cap gcn qsdd", words) == "cap giay chung nhan quyen su dung dat"


@given(anything | typed)
def test_any_query_is_read_within_its_bounds(text):
    words = unpacked(learn(TEXTS * 30))
    table = rows(("GCN", "giấy chứng nhận", True), ("sổ đỏ", "giấy chứng nhận quyền sử dụng đất", True))
    for as_typed in (False, True):
        question = understand(text * 3, words, table, as_typed=as_typed)
        size = len(question.analysis.folded)
        assert len(question.text) <= MAX_QUERY
        assert size <= MAX_SYLLABLES
        assert len(question.asked) == len(question.shares) == len(question.analysis.exact) == size
        assert all(0 <= one.start < one.end <= size and one.tokens for one in question.alternatives)
        terms = plan(question, 10, {}, {})
        assert all(group for group in terms.every)
