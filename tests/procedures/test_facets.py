"""Which keys a record is found by, and what is left unknown rather than guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.facets import (
    LONGER,
    UNKNOWN,
    agencies,
    channel_keys,
    facet_keys,
    fee_keys,
    group_keys,
    time_key,
    time_keys,
)
from procedures.schema import METHODS, UNITS


def channel(number=None, unit="", method="direct", fees=()):
    return {"method": method, "time_limit": {"number": number, "unit": unit}, "fees": list(fees)}


@pytest.mark.parametrize(
    ("number", "unit", "key"),
    [
        (1, "working_day", "1"),
        (30, "minute", "1"),
        (8, "working_hour", "1"),
        (1.5, "working_day", "5"),
        (5, "working_day", "5"),
        (7, "day", "5"),
        (8, "day", "15"),
        (1, "week", "5"),
        (3, "week", "15"),
        (21, "day", "15"),
        (16, "working_day", LONGER),
        (1, "month", LONGER),
        (1, "year", LONGER),
        (1, "", ""),
        (None, "day", ""),
    ],
)
def test_time_limits_are_counted_in_working_days(number, unit, key):
    assert time_key({"number": number, "unit": unit}) == key


def test_a_procedure_stands_under_the_time_of_each_of_its_ways():
    assert time_keys([channel(10, "working_day"), channel(1, "day"), channel()]) == ["1", "15"]
    assert time_keys([channel()]) == [UNKNOWN]
    assert time_keys([]) == [UNKNOWN]


@pytest.mark.parametrize(
    ("fees", "key"),
    [
        ([], UNKNOWN),
        ([{"free": True}], "mien-phi"),
        ([{"amount": 0}], "mien-phi"),
        ([{"free": True}, {"amount": 5000}], "co-phi"),
        ([{"free": True}, {"amount": None, "text": "theo quy định"}], UNKNOWN),
    ],
)
def test_free_is_only_what_is_free_for_certain(fees, key):
    assert fee_keys([channel(fees=fees)]) == [key]


def test_ways_to_submit_count_once_each():
    assert channel_keys([channel(), channel(method="post"), channel(), channel(method="")]) == [
        "direct",
        "post",
    ]


@pytest.mark.parametrize(
    ("audience", "groups"),
    [
        ("Công dân Việt Nam", ["nguoi-dan"]),
        ("Tổ chức (không bao gồm doanh nghiệp, HTX)", ["to-chuc"]),
        ("Hợp tác xã", ["doanh-nghiep"]),
        ("Cán bộ, công chức, viên chức", ["can-bo"]),
        ("Đảng viên", []),
    ],
)
def test_audiences_belong_to_groups_of_people(audience, groups):
    assert group_keys([audience]) == groups


def test_agencies_are_parted_by_lines_and_semicolons_never_by_commas():
    found = agencies("Sở Tài chính các tỉnh, thành phố; Công an xã\nTrạm Y tế")
    assert list(found.values()) == ["Sở Tài chính các tỉnh, thành phố", "Công an xã", "Trạm Y tế"]
    assert agencies("Không có thông tin") == {}


def test_long_agencies_that_begin_alike_have_keys_of_their_own():
    start = "Cục Quản lý đê điều và phòng, chống thiên tai, " * 3
    assert len(agencies(f"{start} miền núi;{start} đồng bằng")) == 2


LIMITS = st.fixed_dictionaries(
    {"number": st.none() | st.floats(0, 1e6), "unit": st.sampled_from(["", *UNITS])}
)
CHANNELS = st.lists(
    st.fixed_dictionaries(
        {"method": st.sampled_from(["", *METHODS]), "time_limit": LIMITS, "fees": st.just([])}
    )
)


@given(st.lists(st.text(max_size=40)), st.text(max_size=300), CHANNELS)
def test_any_record_has_keys_fit_for_an_address(texts, agency, channels):
    keys = facet_keys(levels=texts, audiences=texts, agency=agency, channels=channels, online_level="")
    assert all(found and len(set(found)) == len(found) for found in keys.values())
    assert all(key.isascii() and key and len(key) <= 89 for found in keys.values() for key in found)
    assert keys["time"]
    assert keys["fee"]
