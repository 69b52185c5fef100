"""Marks [1] in an article lead to its notes and back, whatever the text and the notes are."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from news.footnotes import link_marks
from news.issn import check_digit, validate_issn

TITLE = "Chú thích %s"

words = st.sampled_from(
    ["Cao Bằng", "[1]", "[2]", "[3]", "[12]", "[0]", "[01]", "[]", "&lt;", "[1", "1]", "\n", '"', "'"]
)
pieces = st.recursive(
    words,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["p", "b", 'a href="/x?[1]"', 'i title="[1] > [2]"', "li"]),
        st.lists(inner, max_size=4),
    ),
)
texts = st.lists(pieces, max_size=6).map("".join)


def without_links(html: str) -> str:
    """Return what `link_marks` was given, from what it made of it."""
    return re.sub(r'<sup class="mark"><a [^>]*>(\[\d+\])</a></sup>', r"\1", html)


@given(texts, st.integers(0, 5))
def test_only_links_are_added_and_each_leads_to_a_note_that_leads_back(html, count):
    linked, places = link_marks(html, count, TITLE)
    assert without_links(linked) == html
    soup = BeautifulSoup(linked, "html.parser")
    marks = soup.select("sup.mark > a")
    ids = [mark["id"] for mark in marks]
    assert len(ids) == len(set(ids)), "ids are unique"
    assert sorted(ids) == sorted(place for found in places.values() for place in found)
    for mark in marks:
        number = int(mark.text.strip("[]"))
        assert 1 <= number <= count
        assert mark["href"] == f"#chu-thich-{number}"
        assert mark["id"] in places[number]
        assert mark["aria-label"] == TITLE % number
        assert mark.find_parent("a") is None, "no link inside a link"


@given(st.text(alphabet="<>[]a1\"'/ =!-", max_size=60), st.integers(0, 3))
def test_broken_markup_is_no_error_and_loses_nothing(html, count):
    linked, _places = link_marks(html, count, TITLE)
    assert without_links(linked) == html


def test_a_note_called_twice_leads_back_to_both_places():
    linked, places = link_marks("<p>Một [1], hai [1].</p>", 1, TITLE)
    assert places == {1: ["dan-1", "dan-1-2"]}
    assert linked.count('href="#chu-thich-1"') == 2


def test_a_mark_without_a_note_stays_text_and_a_note_without_a_mark_has_no_place():
    linked, places = link_marks("<p>Xem [3].</p>", 2, TITLE)
    assert linked == "<p>Xem [3].</p>"
    assert places == {}


@pytest.mark.parametrize("issn", ["0866-7578", "2734-9195", "1234-5679", "2434-561X"])
def test_an_issn_is_taken_when_its_last_digit_fits(issn):
    assert check_digit(issn.replace("-", "")[:7]) == issn[-1]
    validate_issn(issn)


@pytest.mark.parametrize("issn", ["0866-7579", "08667578", "0866-757", "x", "0866-7578 ", "٠٨٦٦-٧٥٧٨"])
def test_what_is_no_issn_is_refused(issn):
    with pytest.raises(Exception, match="ISSN"):
        validate_issn(issn)
