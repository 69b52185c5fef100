"""Whether two versions say the same."""

import json

from hypothesis import given
from hypothesis import strategies as st

from portal.editorial.content import fingerprint

BODY = json.dumps([{"type": "text", "value": '<p data-block-key="a1">Xin chào</p>', "id": "one"}])


def test_comments_and_bookkeeping_are_no_change():
    before = {"title": "Tin", "live": False, "wagtail_admin_comments": [], "latest_revision": 1}
    after = {
        "title": "Tin",
        "live": True,
        "wagtail_admin_comments": [{"text": "Sai ngày"}],
        "latest_revision": 2,
    }
    assert fingerprint(before) == fingerprint(after)


def test_keys_that_the_form_gives_to_blocks_are_no_change():
    again = json.dumps([{"type": "text", "value": '<p data-block-key="zz">Xin chào</p>', "id": "two"}])
    assert fingerprint({"body": BODY}) == fingerprint({"body": again})


def test_a_word_and_a_schedule_are_changes():
    other = json.dumps([{"type": "text", "value": '<p data-block-key="a1">Xin chào bạn</p>', "id": "one"}])
    assert fingerprint({"body": BODY}) != fingerprint({"body": other})
    assert fingerprint({"go_live_at": None}) != fingerprint({"go_live_at": "2026-11-24T00:00:00Z"})


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.integers() | st.none()))
def test_any_content_has_a_fingerprint(content):
    assert fingerprint(content) == fingerprint(dict(content))
