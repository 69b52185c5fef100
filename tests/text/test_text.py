"""Vietnamese text: what people type, however they type it, is one and the same thing."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import (
    add_working_days,
    find_codes,
    find_law_numbers,
    fold,
    holiday_name,
    is_working_day,
    normalise,
    parse_code,
    parse_law_number,
    parse_vi_date,
    search_syllable,
    slugify_vi,
    sort_key,
    tone_key,
    working_days_between,
)

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
vietnamese = st.text(alphabet=LETTERS + LETTERS.upper() + "  ")
anything = st.text(alphabet=st.characters())  # lone surrogates too


@given(anything)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


@given(vietnamese)
def test_decomposed_text_becomes_the_composed_text(text: str) -> None:
    assert normalise(unicodedata.normalize("NFD", text)) == text


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("đi\u0323nh", "định"),
        ("Ðăng ký", "Đăng ký"),
        ("Ɖình", "Đình"),
        ("\ufeffhồ\u00a0sơ\u200b", "hồ sơ"),
        ("a\x00b\r\nc\x07", "ab\nc"),
        ("\ud800x", "x"),
    ],
)
def test_look_alikes_and_invisible_characters_are_cleaned(written: str, clean: str) -> None:
    assert normalise(written) == clean


@given(anything)
def test_folding_is_final_and_the_same_for_both_compositions(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert fold(unicodedata.normalize("NFD", text)) == once


@given(vietnamese)
def test_folded_vietnamese_is_plain_ascii(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    assert folded == folded.lower()
    assert len(folded) == len(text)


@pytest.mark.parametrize(
    ("one", "other"), [("hòa", "hoà"), ("thủy", "thuỷ"), ("ủy", "uỷ"), ("KHỎE", "khoẻ"), ("quý", "quý")]
)
def test_the_place_of_the_tone_mark_does_not_matter(one: str, other: str) -> None:
    assert tone_key(one) == tone_key(other)


def test_tones_and_hats_tell_words_apart() -> None:
    keys = {
        tone_key(word)
        for word in ("đường", "dương", "đương", "đượng", "ma", "má", "mà", "mả", "mã", "mạ", "mâ")
    }
    assert len(keys) == 11


@pytest.mark.parametrize(
    ("one", "other"), [("lý", "lí"), ("kỹ", "kĩ"), ("Mỹ", "mĩ"), ("sỹ", "sĩ"), ("hy", "hi")]
)
def test_y_and_i_are_one_key_after_some_consonants(one: str, other: str) -> None:
    assert search_syllable(one) == search_syllable(other)


def test_y_stays_where_it_is_another_sound() -> None:
    assert search_syllable("thúy") != search_syllable("thúi")
    assert search_syllable("tuyến")[0] == "tuyen"
    assert search_syllable("quý") == ("quy", "quy4")
    assert search_syllable("hay") != search_syllable("hai")


@given(vietnamese)
def test_search_keys_agree_with_folding_but_for_y(text: str) -> None:
    for word in text.split():
        assert search_syllable(word)[0].replace("y", "i") == fold(word).replace("y", "i")


@given(anything, st.one_of(st.none(), st.integers(1, 60)))
def test_a_slug_is_a_plain_address(text: str, limit: int | None) -> None:
    slug = slugify_vi(text, limit)
    assert slug == "" or all(
        (part.isalnum() and part.isascii() and part.islower()) or part.isdigit() for part in slug.split("-")
    )
    assert limit is None or len(slug) <= limit
    assert slugify_vi(slug, limit) == slug


def test_slugs_keep_d_and_end_after_a_whole_word() -> None:
    assert slugify_vi("Đăng ký") == "dang-ky"
    assert slugify_vi("Ủy ban nhân dân tỉnh Cao Bằng", 20) == "uy-ban-nhan-dan-tinh"
    assert slugify_vi("Ủy ban nhân dân tỉnh Cao Bằng", 19) == "uy-ban-nhan-dan"
    assert slugify_vi("Nghiêng", 3) == "ngh"
    assert slugify_vi("—") == ""


def test_vietnamese_order() -> None:
    words = [
        "áo",
        "ăn",
        "ân",
        "ba",
        "bà",
        "bả",
        "bã",
        "bá",
        "bạ",
        "da",
        "đa",
        "đỏ",
        "e",
        "ê",
        "o",
        "ô",
        "ơ",
        "u",
        "ư",
        "y",
    ]
    assert sorted(set(words), key=sort_key) == words


@given(st.lists(vietnamese))
def test_order_does_not_depend_on_composition(words: list[str]) -> None:
    decomposed = [unicodedata.normalize("NFD", word) for word in words]
    assert [normalise(word) for word in sorted(decomposed, key=lambda w: sort_key(normalise(w)))] == sorted(
        words, key=sort_key
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.003838", "1.003838"),
        ("1003838", "1.003838"),
        ("1.003838.000.00.00.H14", "1.003838"),
        ("1.012753.H19", "1.012753"),
        ("1.012753.h19", "1.012753"),
        (" 1,003838. ", "1.003838"),
        ("１.００３８３８", "1.003838"),
        ("1.0038381", None),
        ("1.00383", None),
        ("1.000.000", None),
        ("", None),
        ("abc", None),
    ],
)
def test_a_code_is_read_in_every_spelling(written: str, code: str | None) -> None:
    assert parse_code(written) == code


@given(
    st.integers(0, 9), st.integers(0, 999_999), st.sampled_from(["", ".000.00.00.H14", ".H19"]), st.booleans()
)
def test_codes_are_found_in_questions(head: int, tail: int, suffix: str, dotted: bool) -> None:
    written = f"{head}{'.' if dotted or suffix else ''}{tail:06}{suffix}"
    question = f"thủ tục {written} cần gì?"
    assert parse_code(written) == f"{head}.{tail:06}"
    assert find_codes(question, bare=True) == [(8, 8 + len(written), f"{head}.{tail:06}")]


@pytest.mark.parametrize("written", ["1 003838", "1-003838", "1. 003838", "1,003838", "1003838"])
def test_a_question_may_part_a_code_otherwise(written: str) -> None:
    assert [code for *_, code in find_codes(f"mã {written} là gì", bare=True)] == ["1.003838"]


def test_an_amount_in_a_text_is_no_code() -> None:
    assert find_codes("phí 1500000 đồng, 1.500.000 đồng, mục 1 500000") == []


@pytest.mark.parametrize(
    "written",
    [
        "63/2010/NĐ-CP",
        "63/2010/nd-cp",
        "63/2010/NĐ–CP",
        "63/2010/NĐ - CP",
        "63 / 2010 / NĐ-CP",
        "Nghị định số 63/2010/NĐ-CP",
        "nghi dinh 63/2010/nd-cp",
    ],
)
def test_a_law_number_has_one_key_in_every_spelling(written: str) -> None:
    number = parse_law_number(written)
    assert number is not None
    assert number.key == "63/2010/nd-cp"


@pytest.mark.parametrize(
    "partial", ["63/2010", "nghị định 63/2010", "nd 63", "NĐ 63", "Nghị định số 63 năm 2010"]
)
def test_part_of_a_law_number_is_among_the_keys_of_the_whole(partial: str) -> None:
    whole, part = parse_law_number("63/2010/NĐ-CP"), parse_law_number(partial)
    assert whole is not None
    assert part is not None
    assert part.key in whole.keys


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("27/2018/QH14", "27/2018/luat-qh14"),
        ("Luật số 27/2018/QH14", "27/2018/luat-qh14"),
        ("1842/QĐ-BCA", "1842/qd-bca"),
        ("02-NQ/TW", "2/nq-tw"),
        ("06/2025/TTLT-BVHTTDL-BNV", "6/2025/ttlt-bvhttdl-bnv"),
        ("luật 27/2018", "27/2018/luat"),
    ],
)
def test_kinds_of_law_numbers(written: str, key: str) -> None:
    number = parse_law_number(written)
    assert number is not None
    assert number.key == key


def test_law_numbers_in_a_text() -> None:
    text = "Căn cứ Nghị định 63/2010/NĐ-CP, Thông tư số 01/2022/TT-BVHTTDL; tháng 06/2022, bản 1/2"
    assert [number.key for _, _, number in find_law_numbers(text)] == ["63/2010/nd-cp", "1/2022/tt-bvhttdl"]


@given(anything)
def test_finding_never_fails_and_never_overlaps(text: str) -> None:
    text = normalise(text)
    last = 0
    for start, end, number in find_law_numbers(text, loose=True):
        assert last <= start < end <= len(text)
        assert number.key in number.keys
        last = end
    for start, end, _ in find_codes(text, bare=True):
        assert 0 <= start < end <= len(text)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_dates_are_read_back(day: date) -> None:
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "ngày %d tháng %m năm %Y", "ngày %d/%m/%Y", "%Y-%m-%d"):
        assert parse_vi_date(day.strftime(form)) == day


@given(anything)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_vi_date(f"x{text}") is None


def test_a_day_that_does_not_exist_is_none() -> None:
    assert parse_vi_date("31/02/2022") is None
    assert parse_vi_date("ngày 07 tháng 13 năm 2022") is None


def test_tet_and_weekends_are_no_working_days() -> None:
    assert not is_working_day(date(2026, 2, 17))  # first day of the lunar year
    assert not is_working_day(date(2026, 9, 2))
    assert not is_working_day(date(2026, 11, 22))
    assert add_working_days(date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert add_working_days(date(2026, 11, 23), -1) == date(2026, 11, 20)
    assert add_working_days(date(2026, 2, 13), 1) > date(2026, 2, 20)


def test_a_saturday_that_makes_up_for_a_day_off_is_a_working_day() -> None:
    assert is_working_day(date(2026, 8, 22))
    assert not is_working_day(date(2026, 8, 29))
    assert not is_working_day(date(2026, 8, 31))


def test_holidays_have_names() -> None:
    assert holiday_name(date(2026, 9, 2)) == "Quốc khánh"
    assert "22/08/2026" in holiday_name(date(2026, 8, 31))
    assert holiday_name(date(2026, 9, 3)) == ""


@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(1, 40))
def test_working_days_are_counted_as_they_are_added(start: date, days: int) -> None:
    end = add_working_days(start, days)
    assert is_working_day(end)
    assert working_days_between(start, end) == days
    assert working_days_between(end, start) == -days
    assert end - start >= timedelta(days=days)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("73-CP", "73/cp"),
        ("Nghị định số 13/CP", "13/cp"),
        ("619/TTg", "619/ttg"),
        ("23-L/CTN", "23/luat-ctn"),
        ("21-LCT/HĐNN8", "21/luat-hdnn8"),
        ("Sắc lệnh 20/SL", "20/sl"),
        ("04/TT-BCA(X13)", "4/tt-bca"),
        ("50/2022/NĐ_CP", "50/2022/nd-cp"),
        ("02/2002/TT-BGD&ĐT", "2/2002/tt-bgddt"),
        ("63/2010/NDCP", "63/2010/nd-cp"),
        ("63-2010-nd-cp", "63/2010/nd-cp"),
        ("01/2017/TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDTC", "1/2017/ttlt-bca-bqp-btc-bnnptnt-vksndtc"),
        ("01/2017/TTLT - BCA - BQP", "1/2017/ttlt-bca-bqp"),
        ("403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "403/2017/nqlt-ubtvqh14-cp-dctubtwmttqvn"),
    ],
)
def test_old_and_odd_law_numbers_are_read(written, key):
    assert parse_law_number(written).key == key


def test_words_after_a_spaced_dash_are_no_part_of_a_number():
    ((_, _, number),) = find_law_numbers("27/2018/QH14 - Luật An ninh mạng")
    assert number.key == "27/2018/luat-qh14"
    ((_, _, number),) = find_law_numbers("63/2010/NĐ-CP - về kiểm soát thủ tục")
    assert number.key == "63/2010/nd-cp"
