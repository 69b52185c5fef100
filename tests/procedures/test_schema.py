"""The canonical record: what goes out as a dictionary comes back as the same record."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.schema import FIELD_NAMES, Fee, Procedure, SchemaError, empty_value, from_dict
from tests.procedures.samples import full_record


def test_a_full_record_comes_back_from_json_unchanged():
    record = full_record()
    text = json.dumps(record.to_dict(), ensure_ascii=False)
    assert Procedure.from_dict(json.loads(text)) == record
    assert json.dumps(Procedure.from_dict(json.loads(text)).to_dict(), ensure_ascii=False) == text


def test_the_sample_leaves_no_field_empty():
    record = full_record()
    assert [name for name in FIELD_NAMES if getattr(record, name) == empty_value(name)] == []


def test_keys_keep_the_order_of_the_fields():
    assert tuple(Procedure().to_dict()) == FIELD_NAMES


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"colour": "red"}, ""),
        ({"levels": "Cấp tỉnh"}, "levels"),
        ({"levels": [1]}, "levels[0]"),
        ({"announced_on": "31/12/2025"}, "announced_on"),
        ({"state": "gone"}, "state"),
        ({"channels": [{"fees": [{"amount": -5}]}]}, "channels[0].fees[0].amount"),
        ({"channels": [{"fees": [{"amount": 1.5}]}]}, "channels[0].fees[0].amount"),
        ({"channels": [{"fees": [{"free": 1}]}]}, "channels[0].fees[0].free"),
        ({"channels": [{"time_limit": {"number": True}}]}, "channels[0].time_limit.number"),
        ({"dossier": [{"items": [{"originals": "1"}]}]}, "dossier[0].items[0].originals"),
        ([], ""),
    ],
)
def test_what_is_no_record_is_refused_with_the_place(data, path):
    with pytest.raises(SchemaError) as error:
        Procedure.from_dict(data)
    assert error.value.path == path


def test_missing_keys_mean_empty():
    assert from_dict(Fee, {"amount": 5}) == Fee(amount=5)
    assert Procedure.from_dict({}) == Procedure()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELD_NAMES), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_a_record_or_refused(value):
    try:
        record = Procedure.from_dict(value)
    except SchemaError:
        return
    assert Procedure.from_dict(record.to_dict()) == record
