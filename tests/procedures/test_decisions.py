"""Announcement decisions end procedures on their date, and what they ended comes back when they change."""

import pytest
from django.core.exceptions import ValidationError

from procedures.models import AnnouncementDecision, DecisionEntry, ProcedurePage
from tests.factories.pages import build_site
from tests.procedures.living import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    apply,
    date,
    decide,
    draft,
    edit,
    fresh,
    on,
    publish,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    build_site()
    with on(TODAY):
        yield


def listed(page):
    return ProcedurePage.objects.listed().filter(pk=page.pk).exists()


def test_an_abolished_procedure_leaves_the_lists_and_keeps_its_page():
    page = published()
    decide("abolished", page, TODAY)
    page = fresh(page)
    assert (page.live, page.state, page.effective_from) == (True, "abolished", TODAY)
    assert not listed(page)
    assert page.search_facets()["state"] == ["abolished"]
    assert page.version_on(YESTERDAY).change == "amended"
    assert (page.current_version.change, page.current_version.decision.number) == ("abolished", "77/QĐ-UBND")
    assert not page.has_unpublished_changes


def test_a_replaced_procedure_names_what_replaces_it():
    old, new = published("9.900102"), published("9.900103")
    decide("replaced", old, TODAY, replaced_by=new)
    assert fresh(old).state == "replaced"
    assert fresh(old).current_version.replaced_by == new


def test_an_end_ahead_waits_for_its_date():
    page = published()
    decide("abolished", page, TOMORROW)
    assert fresh(page).state == "amended"
    assert listed(page)
    with on(TOMORROW):
        apply()
        assert fresh(page).state == "abolished"
        assert not listed(page)


@pytest.mark.parametrize("undo", ["decision", "entry", "action", "date", "procedure"])
def test_what_a_decision_ended_comes_back_when_the_decision_no_longer_says_so(undo):
    page, other = published("9.900102"), published("9.900103")
    before = page.record().to_dict()
    decision = decide("abolished", page, TODAY)
    entry = decision.entries.get()
    if undo == "decision":
        decision.delete()
    elif undo == "entry":
        entry.delete()
    elif undo == "action":
        entry.action = "amended"
        entry.save()
    elif undo == "date":
        decision.effective_on = TOMORROW
        decision.save()
    else:
        entry.procedure = other
        entry.save()
    page = fresh(page)
    assert page.record().to_dict() == before == page.current_version.record
    assert listed(page)
    assert (fresh(other).state == "abolished") == (undo == "procedure")
    with on(TOMORROW):
        apply()
        assert (fresh(page).state == "abolished") == (undo == "date")


def test_entries_changed_in_the_form_of_the_decision_are_followed():
    page = published()
    decision = AnnouncementDecision(
        number="5/QĐ-UBND", title="Mẫu", issuer="UBND tỉnh", issued_on=TODAY, effective_on=TODAY
    )
    decision.entries = [DecisionEntry(action="abolished", procedure=page)]
    decision.save()
    assert fresh(page).state == "abolished"
    decision = AnnouncementDecision.objects.get()
    decision.entries = []
    decision.save()
    assert fresh(page).state == "amended"
    assert fresh(page).versions.count() == 1


def test_an_editors_draft_outlives_the_end_and_is_not_published_by_it():
    page = edit(published(), conditions="bản nháp")
    decide("abolished", page, TODAY)
    page = fresh(page)
    assert page.conditions != "bản nháp"
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().conditions == "bản nháp"


def test_a_correction_of_the_text_before_reaches_the_end():
    page = edit(published(), conditions="đã sửa")
    decide("abolished", page, TODAY)
    fresh(page).get_latest_revision().publish()
    page = fresh(page)
    assert (page.state, page.conditions) == ("abolished", "đã sửa")
    assert page.version_on(YESTERDAY).record["conditions"] == "đã sửa"


def test_a_correction_of_the_abolished_page_goes_with_the_end():
    page = published(conditions="cũ")
    decision = decide("abolished", page, TODAY)
    page = publish(page, conditions="sửa lỗi gõ")
    assert (page.state, page.conditions) == ("abolished", "sửa lỗi gõ")
    decision.delete()
    assert (fresh(page).state, fresh(page).conditions) == ("amended", "cũ")


def test_a_later_text_begins_the_procedure_anew():
    page = published()
    decide("abolished", page, YESTERDAY)
    page = publish(page, effective_from=TODAY, state="new")
    assert page.state == "new"
    assert listed(page)
    assert page.version_on(YESTERDAY).change == "abolished"


def test_of_a_text_and_an_end_on_one_day_the_end_decides():
    page = published()
    decision = decide("abolished", page, TODAY)
    page = publish(page, effective_from=TODAY, state="amended", conditions="mới")
    assert page.state == "abolished"
    decision.delete()
    assert (fresh(page).state, fresh(page).conditions) == ("amended", "mới")


def test_nothing_ends_that_was_never_published():
    page = draft()
    decide("abolished", page, TODAY)
    assert not fresh(page).versions.exists()
    page.get_latest_revision().publish()
    assert fresh(page).state == "abolished"
    assert [row.change for row in fresh(page).versions.all()] == ["abolished", "amended"]


def test_an_amending_decision_is_linked_to_the_text_of_its_number_else_of_its_date():
    page = published()
    decision = decide("amended", page, date(2026, 2, 1), number="khác/QĐ")
    assert page.current_version.decision == decision
    better = decide("amended", page, TODAY, number="34/QĐ-SVH")
    assert page.current_version.decision == better


def test_a_row_finds_its_procedure_by_code_once_it_is_there():
    decision = decide("new", None, date(2026, 2, 1), code="9.900102")
    page = published()
    assert decision.entries.get().procedure == page
    assert page.current_version.decision == decision


def test_a_page_that_is_deleted_leaves_its_name_in_the_decision():
    page = published()
    decision = decide("abolished", page, TODAY)
    fresh(page).delete()
    entry = decision.entries.get()
    assert (entry.procedure, entry.code, entry.name) == (
        None,
        "9.900102",
        "Thủ tục đăng ký đội múa sạp của xóm",
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"action": "new"}, "procedure"),
        ({"action": "new", "code": "abc"}, "code"),
        ({"action": "replaced", "procedure": "self", "replaced_by": "self"}, "replaced_by"),
        ({"action": "abolished", "procedure": "self", "replaced_by": "other"}, "replaced_by"),
    ],
)
def test_rows_that_say_nothing_are_refused(values, field):
    pages = {"self": published("9.900102"), "other": published("9.900103")}
    entry = DecisionEntry(**{name: pages.get(value, value) for name, value in values.items()})
    with pytest.raises(ValidationError) as refused:
        entry.full_clean(exclude=["decision"])
    assert field in refused.value.message_dict


def test_a_decision_takes_no_effect_before_it_is_signed():
    decision = AnnouncementDecision(
        number="1", title="x", issuer="y", issued_on=TODAY, effective_on=YESTERDAY
    )
    with pytest.raises(ValidationError):
        decision.full_clean()
