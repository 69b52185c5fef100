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


def body(text):
    return {"body": json.dumps([{"type": "paragraph", "value": text, "id": "one"}])}


def test_what_the_form_mends_in_pasted_text_is_no_change():
    pasted = "<p> </p><p><b>Thời gian:</b>  buổi tối. </p>\n<ul> <li>Nước uống</li></ul>"
    opened_and_saved = (
        '<p data-block-key="k1"></p><p data-block-key="k2"><b>Thời gian:</b> buổi tối.</p>'
        '<ul><li data-block-key="k3">Nước uống</li></ul>'
    )
    assert fingerprint(body(pasted)) == fingerprint(body(opened_and_saved))
    assert fingerprint(body(pasted)) != fingerprint(body(pasted.replace("<b>Thời gian:</b>", "Thời gian:")))
    assert fingerprint(body("<p>hai lần</p>")) != fingerprint(body("<p>hailần</p>"))


def test_a_word_and_a_schedule_are_changes():
    other = json.dumps([{"type": "text", "value": '<p data-block-key="a1">Xin chào bạn</p>', "id": "one"}])
    assert fingerprint({"body": BODY}) != fingerprint({"body": other})
    assert fingerprint({"go_live_at": None}) != fingerprint({"go_live_at": "2026-11-24T00:00:00Z"})


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.integers() | st.none()))
def test_any_content_has_a_fingerprint(content):
    assert fingerprint(content) == fingerprint(dict(content))
