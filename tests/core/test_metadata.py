"""Metadata can't break the page that carries it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from portal.core.metadata import dublin_core_meta, first_words, json_ld_script


@given(st.text())
def test_no_text_leaves_the_json_ld_script(text):
    html = str(json_ld_script({"name": text}))
    inner = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inner
    assert ">" not in inner
    assert json.loads(inner) == {"name": text}


def test_values_of_meta_elements_are_escaped():
    assert '"><script>' not in dublin_core_meta({"title": '"><script>'})


@given(st.text(), st.integers(min_value=2, max_value=300))
def test_a_cut_text_keeps_its_limit_and_whole_words(text, limit):
    cut = first_words(text, limit)
    assert len(cut) <= limit
    line = " ".join(text.split())
    assert cut == line or cut.endswith("…")


def test_a_short_text_stays_as_it_is():
    assert first_words("  Thủ   tục\nhành chính ", 50) == "Thủ tục hành chính"
