"""The engine on both real search servers answers as the database's own does."""

from dataclasses import replace

import pytest

from portal.search.engines import database_engine, server_index
from portal.search.models import IndexedItem
from portal.search.plan import plan, read

from .rows import TITLES, write_row, write_rows
from .servers import GROUP

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group(GROUP)]

QUERIES = (
    "cấp thẻ hướng dẫn viên",
    "the huong dan vien du lich noi dia",
    "lễ hội",
    "09/2017/QH14",
    "nghị định 110/2018",
    "giấy phép lữ hành cần giấy tờ gì",
    "không có từ nào",
    "du lịch",
)


def planned(query):
    question = read(query)
    known = database_engine().frequencies(question.tokens)
    return plan(question, known.total, known.body, known.title)


@pytest.fixture
def filled(server):
    write_rows()
    server_index.build(server.client)
    return server


def test_it_proposes_counts_and_lists_the_same_rows(filled):
    database = database_engine()
    for query in QUERIES:
        terms = planned(query)
        proposed = {one.pk for one in filled.candidates(terms, 40)}
        assert proposed == {one.pk for one in database.candidates(terms, 40)}, query
        everything = list(IndexedItem.objects.values_list("pk", flat=True))
        counted = filled.matches(terms, everything)
        assert counted == database.matches(terms, everything), query
        assert sum(counted.by_set.values()) == len(counted.among)
        some = list(counted.among)[:1]
        assert filled.more(terms, None, some, 0, 5) == database.more(terms, None, some, 0, 5)


def test_each_type_has_its_best_and_no_more_than_asked_for(filled):
    found = filled.candidates(planned("lễ hội du lịch"), 1)
    by_body = [one.type for one in found if one.body_score]
    assert sorted(by_body) == sorted(TITLES)


def test_a_filter_by_sets_leaves_only_those(filled):
    terms = planned("du lịch")
    one_set = next(iter(filled.matches(terms, []).by_set))
    database = database_engine()
    proposed = filled.candidates(terms, 40, [one_set])
    assert proposed
    assert {one.set for one in proposed} == {one_set}
    assert filled.more(terms, [one_set], [], 0, 50) == database.more(terms, [one_set], [], 0, 50)
    assert filled.candidates(terms, 40, []) == []


def test_what_the_public_may_not_see_is_neither_listed_nor_counted(filled):
    terms = planned("thẻ hướng dẫn viên")
    secret = write_row(TITLES["procedure"][2], key="procedure-2", restricted=True)
    draft = write_row(TITLES["procedure"][3], key="procedure-3", live=False)
    before = filled.matches(terms, [secret, draft])
    assert before.among == {secret, draft}  # the server hasn't heard of it yet
    assert not {secret, draft} & {one.pk for one in filled.candidates(terms, 40)}
    told = filled.without([secret, draft])
    assert told.matches(terms, [secret, draft]).among == frozenset()
    assert not {secret, draft} & set(told.more(terms, None, [], 0, 50))
    filled.send({secret: 5, draft: 6})
    assert filled.matches(terms, [secret, draft]).among == frozenset()
    assert not {secret, draft} & set(filled.more(terms, None, [], 0, 50))


def test_wild_tokens_are_only_words(filled):
    for wild in ('"', "*", "a OR b", "\\", "{}", "_exists_", "😀", "x" * 80):
        terms = replace(planned("du lịch"), every=((wild, wild),), title=(wild,))
        assert filled.more(terms, None, [], 0, 10) == []
        assert filled.matches(terms, []).by_set == {}
