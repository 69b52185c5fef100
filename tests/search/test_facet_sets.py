"""Counts beside tabs and facet values are exactly what a click shows, under any filters."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from news.models import NewsIndexPage
from portal.search import indexing, plan
from portal.search.documents import Document
from portal.search.engines import sqlite
from portal.search.facet_sets import Narrowing, facets_of, number_of, sets_with
from portal.search.models import FacetSet, HiddenPage, IndexedItem
from portal.search.service import SearchResults, search
from tests.factories.pages import NewsPageFactory, build_site

pytestmark = pytest.mark.django_db

VALUES = [("news", kind, topic) for kind in ("a", "b") for topic in ("x", "y", "z")]


@pytest.fixture
def pages():
    """Many news pages, and rows for them with facets of every combination, some of another type."""
    build_site()
    parent = NewsIndexPage.objects.get()
    made = [NewsPageFactory(parent=parent, title=f"Thác Bản Giốc, kỳ {number}") for number in range(60)]
    for number, page in enumerate(made):
        _, kind, topic = VALUES[number % len(VALUES)]
        legal = number % 10 == 9
        document = Document(
            title=page.title,
            body="",
            start=page.title,
            type="legal" if legal else "news",
            live=True,
            facets={"kind": [kind]} if legal else {"kind": [kind], "topic": [topic, "all"]},
            date=date(2020 + number % 3, 1, 1),
        )
        indexing.write(type(page), str(page.pk), document)
    return made


def counted(found: SearchResults) -> dict[tuple[str, str], int]:
    return {(facet.name, one.value): one.count for facet in found.facets for one in facet.values}


@pytest.mark.parametrize(
    "chosen",
    [{}, {"kind": ["a"]}, {"kind": ["a", "b"], "topic": ["x"]}, {"year": ["2021"], "topic": ["y", "z"]}],
)
def test_every_count_is_what_a_click_shows(pages, chosen):
    found = search("thác bản giốc", facets=chosen)
    for kind, count in found.counts.items():
        assert search("thác bản giốc", facets=chosen, types=[kind]).count == count
    for (name, value), count in counted(found).items():
        clicked = search("thác bản giốc", facets={**chosen, name: [value]})
        assert clicked.count == count, (name, value)
        assert len(clicked.results) == min(count, 10)


def test_every_filtered_result_is_on_exactly_one_page(pages):
    urls = [
        result.url
        for page in range(1, 8)
        for result in search("thác bản giốc", facets={"topic": ["all"]}, page=page).results
    ]
    assert len(urls) == len(set(urls)) == search("thác bản giốc", facets={"topic": ["all"]}).count == 54


def test_a_set_that_comes_up_later_is_known_at_once(pages):
    assert sets_with(["news"], {"topic": ["new"]}) == []
    document = Document(title="Mới", body="", start="Mới", type="news", live=True, facets={"topic": ["new"]})
    indexing.write(type(pages[0]), str(pages[0].pk), document)
    assert sets_with(["news"], {"topic": ["new"]}) == [number_of("news", {"topic": ["new"]})]
    assert sets_with(["legal"], {"topic": ["new"]}) == []


@pytest.mark.parametrize("chosen", [{}, {"topic": ["all"]}])
def test_of_a_word_that_is_everywhere_every_page_is_listed(pages, monkeypatch, chosen):
    """Only some rows of it are scored: the others follow."""
    before = search("thác", facets=chosen).count
    monkeypatch.setattr(sqlite, "MOST_ROWS", 5)
    monkeypatch.setattr(plan, "MOST_ROWS", 5)
    listed = [one.url for page in range(1, 8) for one in search("thác", facets=chosen, page=page).results]
    assert len(listed) == len(set(listed)) == search("thác", facets=chosen).count == before > 50


def test_what_nothing_has_filters_everything_away(pages):
    found = search("thác bản giốc", facets={"kind": ["unknown"]})
    assert (found.count, found.results) == (0, [])
    assert counted(found)["kind", "unknown"] == 0
    assert counted(found)["kind", "a"] == search("thác bản giốc", facets={"kind": ["a"]}).count


def test_a_page_that_editors_hide_is_neither_listed_nor_counted(pages):
    before = search("thác bản giốc").count
    hidden = HiddenPage.objects.create(page=pages[0], reason="Trùng")
    indexing.refresh(type(pages[0]).objects.filter(pk=pages[0].pk))
    assert search("thác bản giốc").count == before - 1
    hidden.delete()
    indexing.refresh(type(pages[0]).objects.filter(pk=pages[0].pk))
    assert search("thác bản giốc").count == before


def test_what_not_everybody_may_see_has_no_set(pages):
    pages[0].unpublish()
    row = IndexedItem.objects.get(object_id=str(pages[0].pk), root_type=indexing.root_type_id(type(pages[0])))
    assert row.facet_set is None


def test_another_page_in_a_row_of_hidden_ones_shows_the_first_again(pages):
    row = HiddenPage.objects.create(page=pages[0], reason="Trùng")
    row = HiddenPage.objects.get(pk=row.pk)
    row.page = pages[1]
    row.save()
    hidden = IndexedItem.objects.filter(object_id__in=[str(page.pk) for page in pages], facet_set=None)
    assert [one.object_id for one in hidden] == [str(pages[1].pk)]


def test_lifting_a_restriction_takes_no_statement_for_each_page(pages):
    parent = pages[0].get_parent()
    restriction = PageViewRestriction.objects.create(page=parent, restriction_type=PageViewRestriction.LOGIN)
    with CaptureQueriesContext(connection) as statements:
        restriction.delete()
    assert IndexedItem.objects.filter(facet_set__isnull=False).count() >= len(pages) > 50
    assert len(statements) < 25


def test_a_set_has_the_same_number_whatever_the_order_of_its_values():
    one = facets_of("news", {"topic": ["x", "y"], "kind": ["a"], "other": ["z"]}, date(2026, 1, 1))
    other = facets_of("news", {"kind": ["a", ""], "topic": ["y", "x", "x"], "year": ["2026"]}, None)
    assert one == other == {"kind": ["a"], "topic": ["x", "y"], "year": ["2026"]}
    assert number_of("news", one) == number_of("news", other) != number_of("legal", one)
    assert number_of("news", one) < 2**48


@given(
    st.dictionaries(st.sampled_from(range(6)), st.integers(1, 9)),
    st.sets(st.sampled_from(["news", "legal"])),
    st.sets(st.sampled_from("abc")),
    st.sets(st.sampled_from("xyz")),
)
def test_counts_of_sets_add_up(histogram, types, kinds, topics):
    sets = [("news", {"kind": [kind], "topic": [topic]}) for kind in "ab" for topic in "xy"]
    sets += [("legal", {"kind": [kind]}) for kind in "ab"]
    numbers = [number_of(*one) for one in sets]
    FacetSet.objects.bulk_create(
        [
            FacetSet(id=number, type=kind, facets=facets)
            for number, (kind, facets) in zip(numbers, sets, strict=True)
        ],
        ignore_conflicts=True,
    )
    rows = {numbers[at]: count for at, count in histogram.items()}

    def total(types: set[str], kinds: set[str], topics: set[str]) -> int:
        return sum(
            count
            for at, count in histogram.items()
            if (not types or sets[at][0] in types)
            and (not kinds or kinds.intersection(sets[at][1]["kind"]))
            and (not topics or topics.intersection(sets[at][1].get("topic", ())))
        )

    narrowing = Narrowing(rows, types, {"kind": kinds, "topic": topics})
    assert sum(rows[number] for number in narrowing.sets) == total(types, kinds, topics)
    for kind in ("news", "legal"):
        assert narrowing.counts().get(kind, 0) == total({kind}, kinds, topics)
    for facet in narrowing.facets():
        for one in facet.values:
            asked = {"kind": kinds, "topic": topics, facet.name: {one.value}}
            assert one.count == total(types, asked["kind"], asked["topic"])
            assert one.chosen == (one.value in {"kind": kinds, "topic": topics}[facet.name])
