"""What editors may write as a synonym, whom it serves, and which searches without result it settles."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from portal.search.models import SilentQuery, Synonym
from portal.search.silent_queries import settle
from portal.search.understanding import read
from tests.editorial.newsroom import Newsroom

pytestmark = pytest.mark.django_db


def rule(words: str, meaning: str, direction: str = "one") -> Synonym:
    row = Synonym(words=words, meaning=meaning, direction=direction)
    row.full_clean()
    row.save()
    return row


def silent(*queries: str) -> None:
    today = timezone.localdate()
    for query in queries:
        SilentQuery.objects.create(query=query, folded=query, count=2, first_on=today, last_on=today)


def waiting() -> set[str]:
    return set(SilentQuery.objects.values_list("query", flat=True))


def meant(query: str) -> str:
    return " ".join(read(query).analysis.folded)


@pytest.mark.parametrize("query", ["khinh khí cầu", "khinh khi cau", "Khinh Khí Cầu", "khinh khí câu"])
def test_words_saved_without_accents_serve_whoever_types_them_with_any(query):
    rule("khinh khi cau", "bay du lịch")
    assert meant(query) == "bay du lich"


def test_a_meaning_saved_without_accents_is_found_by_its_short_form_too():
    rule("KKC", "khinh khi cau", "both")
    assert ("kkc",) in {one.folded for one in read("đi khinh khí cầu").alternatives}


def test_one_syllable_without_accents_is_that_word_alone():
    rule("ma", "lễ cúng")
    assert (meant("ma"), meant("má")) == ("le cung", "ma")


def test_a_row_with_the_very_accents_goes_before_one_without_any():
    rule("so do", "mặt bằng")
    rule("sổ đỏ", "giấy chứng nhận")
    assert (meant("sổ đỏ"), meant("sơ đồ")) == ("giay chung nhan", "mat bang")


@pytest.mark.parametrize(
    ("first", "second"), [("sổ đỏ", "so do"), ("so do", "sổ đỏ"), ("SODO", "sodo"), ("QSDD", "QSDĐ")]
)
def test_a_row_that_another_serves_already_is_refused(first, second):
    rule(first, "giấy chứng nhận")
    with pytest.raises(ValidationError):
        rule(second, "giấy chứng nhận")


@pytest.mark.parametrize(("first", "second"), [("sổ đỏ", "sơ đồ"), ("ma", "má"), ("hội", "hồi")])
def test_other_accents_are_another_word(first, second):
    rule(first, "giấy chứng nhận")
    rule(second, "giấy chứng nhận")
    assert meant(second) == "giay chung nhan"


@pytest.mark.parametrize(
    ("words", "meaning", "field"),
    [
        ("100/2019/NĐ-CP", "xử phạt", "words"),
        ("Nghị định 100/2019/NĐ-CP", "xử phạt", "words"),
        ("NĐ 100", "xử phạt", "words"),
        ("xử phạt", "Nghị định 100/2019/NĐ-CP", "meaning"),
        ("thẻ hướng dẫn viên", "1.001440", "meaning"),
    ],
)
def test_a_side_that_holds_the_number_of_a_law_or_a_code_is_refused_and_told_what_to_do(
    words, meaning, field
):
    with pytest.raises(ValidationError) as refused:
        rule(words, meaning)
    assert list(refused.value.message_dict) == [field]
    assert "Trang được đề xuất" in refused.value.message_dict[field][0]


@pytest.mark.parametrize("words", ["mẫu CT01", "kế hoạch 2026", "luật 2024", "tháng 5/2026", "covid 19"])
def test_other_words_with_digits_are_synonyms_like_any(words):
    rule(words, "đón giao thừa")
    assert meant(words) == "don giao thua"


def test_every_search_that_holds_the_words_side_by_side_is_settled():
    silent("xin phep mo ganh hat o dau", "ganh hat", "ganh nuoc nghe hat", "ganh hatt")
    assert settle("Gánh hát") == 2
    assert waiting() == {"ganh nuoc nghe hat", "ganh hatt"}
    assert settle("…", "") == 0
    assert len(waiting()) == 2


def saved(room: Newsroom, row: Synonym, **values: str) -> set[str]:
    """What still waits when an editor has saved the form of a row with other values."""
    form = {"words": row.words, "meaning": row.meaning, "direction": row.direction, **values}
    view, args = ("edit", [row.pk]) if row.pk else ("add", [])
    address = reverse(Synonym.snippet_viewset.get_url_name(view), args=args)
    assert room.as_("vanphong").post(address, form).status_code == 302
    return waiting()


def test_a_new_and_a_changed_row_settle_what_they_say_and_a_later_row_nothing():
    room = Newsroom()
    silent("ganh hat o dau", "doan kich", "phuot")
    tomorrow = str(timezone.localdate() + timedelta(days=1))
    new = Synonym(words="gánh hát", meaning="đoàn nghệ thuật", direction="one")
    assert saved(room, new, valid_from=tomorrow) == {"ganh hat o dau", "doan kich", "phuot"}
    row = Synonym.objects.get(words="gánh hát")
    assert saved(room, row, meaning="đoàn kịch") == {"doan kich", "phuot"}
    row.refresh_from_db()
    assert saved(room, row, direction="both") == {"phuot"}
