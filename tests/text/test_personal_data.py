"""What looks like a telephone number, an identity number or an address for mail is found; other numbers are not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text.personal_data import EMAIL, IDENTITY, PHONE, find, mask

WORDS = {PHONE: "ĐT", IDENTITY: "CCCD", EMAIL: "thư"}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("gọi 0912 345 678 nhé", "gọi [ĐT] nhé"),
        ("0912.345.678", "[ĐT]"),
        ("+84 912 345 678.", "[ĐT]."),
        ("0084912345678", "[ĐT]"),
        ("(0206) 3852 123", "[ĐT]"),
        ("số 02063852123", "số [ĐT]"),
        ("CCCD 004090012345", "CCCD [CCCD]"),
        ("004 090 012345", "[CCCD]"),
        ("CMND 080123456", "CMND [CCCD]"),
        ("thư về a.b@vi-du.vn nhé", "thư về [thư] nhé"),
    ],
)
def test_personal_data_is_masked(text, masked):
    assert mask(text, WORDS) == masked


@pytest.mark.parametrize(
    "text",
    [
        "thủ tục 1.003838",
        "1842/QĐ-UBND ngày 14/02/2008",
        "lệ phí 1.000.000.000 đồng",
        "150.000.000",
        "100000000 đồng",
        "ngày 01.02.2026",
        "diện tích 0.5 ha",
        "năm 2026, khoản 3 Điều 12",
    ],
)
def test_other_numbers_are_left(text):
    assert find(text) == []


@given(st.text())
def test_whatever_is_written_nothing_else_is_lost(text):
    found = find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    kept = mask(text, WORDS)
    for one in found:
        kept = kept.replace(f"[{WORDS[one.kind]}]", text[one.start : one.end], 1)
    if not any(f"[{word}]" in text for word in WORDS.values()):
        assert kept == text


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True))
def test_a_number_at_home_is_found_however_it_is_grouped(number):
    for gap in (" ", ".", "-", ""):
        written = gap.join((number[:4], number[4:7], number[7:]))
        assert [one.kind for one in find(f"Gọi {written}, cảm ơn")] == [PHONE]
