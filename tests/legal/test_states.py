"""Whether a document is in force: what dates, editors and newer documents say, the same in Python and in SQL."""

from datetime import date

import pytest
import time_machine
from wagtail.models import PageViewRestriction

from legal.models import LegalDocumentPage
from legal.states import State, state_on
from tests.factories.legal import LegalDocumentPageFactory, build_law_list, relate

pytestmark = pytest.mark.django_db


@pytest.fixture
def laws():
    return build_law_list()


TODAY = date(2026, 11, 23)
PAST, FUTURE = date(2020, 1, 1), date(2027, 1, 1)
CASES = [
    ("", None, None, State.UNKNOWN),
    ("", PAST, None, State.BEGUN),
    ("", TODAY, None, State.BEGUN),
    ("", FUTURE, None, State.NOT_YET),
    ("", PAST, TODAY, State.EXPIRED),
    ("", PAST, FUTURE, State.IN_FORCE),
    (State.IN_FORCE, PAST, None, State.IN_FORCE),
    (State.IN_FORCE, FUTURE, None, State.NOT_YET),
    (State.IN_FORCE, PAST, PAST, State.EXPIRED),
    (State.PARTLY, PAST, None, State.PARTLY),
    (State.PARTLY, None, None, State.PARTLY),
    (State.EXPIRED, FUTURE, None, State.EXPIRED),
    (State.NOT_YET, PAST, None, State.BEGUN),
    (State.NOT_YET, PAST, FUTURE, State.IN_FORCE),
    (State.NOT_YET, TODAY, None, State.BEGUN),
    (State.NOT_YET, None, None, State.NOT_YET),
    (State.UNKNOWN, PAST, None, State.UNKNOWN),
    (State.UNKNOWN, PAST, FUTURE, State.UNKNOWN),
]


@pytest.mark.parametrize(("given", "begins", "ends", "state"), CASES)
def test_dates_decide_what_they_can_and_the_editor_the_rest(given, begins, ends, state):
    assert state_on(TODAY, given, begins, ends) == state


def test_the_database_comes_to_the_same_state(laws):
    pages = [
        LegalDocumentPageFactory(parent=laws, state=given, effective_from=begins, effective_to=ends)
        for given, begins, ends, _state in CASES
    ]
    states = dict(LegalDocumentPage.objects.with_state(TODAY).values_list("pk", "state_now"))
    assert [states[page.pk] for page in pages] == [case[3].value for case in CASES]


def test_a_document_comes_into_force_by_itself_on_its_day_here(client, laws):
    page = LegalDocumentPageFactory(
        parent=laws, effective_from=date(2026, 12, 1), effective_to=date(2027, 6, 1)
    )
    # 17:30 on 30 November in London is 00:30 on 1 December in Cao Bằng.
    for moment, words in (
        ("2026-11-30 16:30+00:00", "Chưa có hiệu lực"),
        ("2026-11-30 17:30+00:00", "Còn hiệu lực"),
        ("2027-05-31 17:30+00:00", "Hết hiệu lực toàn bộ"),
    ):
        with time_machine.travel(moment, tick=False):
            assert words in client.get(page.url).content.decode()


def states(page):
    """Return its state today as the page has it and as lists have it."""
    alone = LegalDocumentPage.objects.get(pk=page.pk)
    return alone.current_state, State(LegalDocumentPage.objects.with_state().get(pk=page.pk).state_now)


@pytest.mark.parametrize("kind", ["thay-the", "bai-bo"])
@pytest.mark.parametrize("by_number", [False, True])
def test_a_document_that_a_newer_one_replaces_ends_when_that_one_begins(laws, kind, by_number):
    old = LegalDocumentPageFactory(parent=laws, number="63/2010/NĐ-CP")
    new = LegalDocumentPageFactory(parent=laws, effective_from=date(2026, 12, 1))
    relate(new, kind, "63/2010/NĐ-CP" if by_number else old)
    with time_machine.travel("2026-11-30 16:30+00:00", tick=False):
        assert states(old) == (State.BEGUN, State.BEGUN)
    with time_machine.travel("2026-11-30 17:30+00:00", tick=False):
        assert states(old) == (State.EXPIRED, State.EXPIRED)
        assert states(new) == (State.BEGUN, State.BEGUN)


@pytest.mark.parametrize("kind", ["sua-doi", "huong-dan", "can-cu"])
def test_other_relations_end_nothing(laws, kind):
    old = LegalDocumentPageFactory(parent=laws)
    relate(LegalDocumentPageFactory(parent=laws), kind, old)
    assert states(old) == (State.BEGUN, State.BEGUN)


def test_what_nobody_may_see_or_what_may_mean_another_ends_nothing(laws):
    old = LegalDocumentPageFactory(parent=laws, number="01/2020/QĐ-UBND")
    draft = LegalDocumentPageFactory(parent=laws, live=False)
    secret = LegalDocumentPageFactory(parent=laws)
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    relate(draft, "thay-the", old)
    relate(secret, "thay-the", old)
    assert states(old) == (State.BEGUN, State.BEGUN)
    relate(LegalDocumentPageFactory(parent=laws), "thay-the", "01/2020/QĐ-UBND")
    assert states(old) == (State.EXPIRED, State.EXPIRED)
    LegalDocumentPageFactory(parent=laws, number="01/2020/QĐ-UBND")
    assert states(old) == (State.BEGUN, State.BEGUN)


def test_what_an_editor_knows_of_a_replaced_document_counts(laws):
    old = LegalDocumentPageFactory(parent=laws, state=State.PARTLY)
    relate(LegalDocumentPageFactory(parent=laws), "thay-the", old)
    assert states(old) == (State.PARTLY, State.PARTLY)


def test_a_past_first_day_is_told_and_nothing_more_is_claimed(client, laws):
    page = LegalDocumentPageFactory(parent=laws)
    html = client.get(page.url).content.decode()
    assert html.count("Có hiệu lực từ 01/07/2020") == 2
    assert "chưa ghi nhận văn bản nào thay thế" in html
    assert "Còn hiệu lực" not in html
    assert "legislationLegalForce" not in page.json_ld()
    assert "Có hiệu lực từ:" in client.get("/van-ban/").content.decode()
