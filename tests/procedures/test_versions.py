"""Publication by dates of effect: which version is in force, what waits, what editors find."""

from copy import deepcopy
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from portal.core.importing.pages import Options
from portal.core.importing.rows import Row
from procedures.importing.service import import_rows
from procedures.management.commands import apply_procedure_versions as command
from procedures.models import ProcedurePage, ProceduresIndexPage, ProcedureVersion, publication
from tests.factories.pages import build_site
from tests.procedures.living import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    apply,
    date,
    draft,
    edit,
    fresh,
    on,
    publish,
    published,
)
from tests.procedures.samples import full_record

pytestmark = pytest.mark.django_db

NEW_YEAR = date(2027, 1, 1)


@pytest.fixture(autouse=True)
def site():
    build_site()
    with on(TODAY):
        yield


def days(page):
    return [row.valid_from for row in page.versions.order_by("valid_from")]


def test_a_publication_writes_the_version_of_its_date_of_effect():
    page = published()
    version = page.current_version
    assert days(page) == [date(2026, 2, 1)]
    assert version.record == page.record().to_dict()
    assert (version.change, version.waiting) == ("amended", False)


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({"effective_from": None}, date(2026, 1, 5)),
        ({"effective_from": None, "announced_on": None}, TODAY),
    ],
)
def test_without_a_date_of_effect_it_is_that_of_announcement_else_today(changes, day):
    assert days(published(**changes)) == [day]


def test_the_same_date_corrects_the_version():
    page = publish(published(), conditions="Đã sửa lỗi gõ")
    assert days(page) == [date(2026, 2, 1)]
    assert page.current_version.record["conditions"] == page.conditions == "Đã sửa lỗi gõ"
    assert page.current_version.corrected_at


def test_a_later_date_makes_a_version_and_keeps_the_one_before():
    page = publish(published(conditions="cũ"), effective_from=TODAY, conditions="mới")
    assert page.conditions == "mới"
    assert page.version_on(YESTERDAY).record["conditions"] == "cũ"
    assert page.version_on(date(2026, 1, 31)) is None
    assert [row.valid_from for row in ProcedureVersion.objects.in_force(YESTERDAY)] == [date(2026, 2, 1)]


def test_a_date_ahead_leaves_the_public_page_and_waits():
    page = publish(published(conditions="cũ"), effective_from=NEW_YEAR, conditions="mới")
    assert (page.live, page.conditions, page.has_unpublished_changes) == (True, "cũ", True)
    assert page.version_on(NEW_YEAR).record["conditions"] == "mới"
    apply()
    assert fresh(page).conditions == "cũ"
    with on(NEW_YEAR, hour=0):
        apply()
        page = fresh(page)
        assert (page.conditions, page.has_unpublished_changes) == ("mới", False)
        assert page.current_version.valid_from == NEW_YEAR
        revisions = page.revisions.count()
        apply()
        assert fresh(page).revisions.count() == revisions


def test_the_scheduler_takes_it_live():
    page = publish(published(conditions="cũ"), effective_from=TOMORROW, conditions="mới")
    with on(TOMORROW, hour=0):
        call_command("run_scheduler", "--once")
    assert fresh(page).conditions == "mới"


def test_where_nothing_is_due_the_command_asks_once(django_assert_num_queries):
    publish(published(), effective_from=NEW_YEAR)
    with django_assert_num_queries(1):
        apply()


def test_a_page_that_was_never_public_goes_live_on_its_date():
    page = draft(effective_from=TOMORROW)
    page.get_latest_revision().publish()
    page = fresh(page)
    assert (page.live, page.first_published_at) == (False, None)
    assert page.status_string == "Chờ có hiệu lực từ 24/11/2026"
    with on(TOMORROW):
        apply()
        page = fresh(page)
        assert page.live
        assert page.first_published_at
        assert "Chờ" not in page.status_string


def test_an_editors_newer_draft_is_neither_lost_nor_published():
    page = publish(published(conditions="cũ"), effective_from=TOMORROW, conditions="mới")
    page = edit(page, conditions="bản nháp")
    with on(TOMORROW):
        apply()
        page = fresh(page)
        assert page.conditions == "mới"
        assert page.has_unpublished_changes
        assert page.get_latest_revision_as_object().conditions == "bản nháp"


def test_a_correction_of_what_is_in_force_doesnt_cancel_what_waits():
    page = published(conditions="cũ")
    current = page.get_latest_revision()
    publish(page, effective_from=TOMORROW, conditions="mới")
    text = current.as_object()
    text.conditions = "cũ, đã sửa"
    text.save_revision().publish()
    assert fresh(page).conditions == "cũ, đã sửa"
    with on(TOMORROW):
        apply()
        page = fresh(page)
        assert page.conditions == "mới"
        assert not page.has_unpublished_changes
        assert page.get_latest_revision_as_object().conditions == "mới"


def test_what_waits_can_be_corrected_before_its_day():
    page = publish(published(), effective_from=TOMORROW, conditions="mới")
    publish(page, conditions="mới, đã sửa")
    with on(TOMORROW):
        apply()
    assert fresh(page).conditions == "mới, đã sửa"


def test_an_earlier_date_is_kept_beside_the_version_in_force():
    page = publish(published(conditions="nay"), effective_from=date(2020, 1, 1), conditions="xưa")
    assert page.conditions == "nay"
    assert not page.has_unpublished_changes
    assert page.get_latest_revision_as_object().conditions == "nay"
    assert page.version_on(date(2021, 1, 1)).record["conditions"] == "xưa"


def test_a_page_that_is_taken_down_stays_down():
    page = publish(published(), effective_from=TOMORROW)
    page.unpublish()
    with on(TOMORROW):
        apply()
        page = fresh(page)
        assert not page.live
        assert days(page) == [date(2026, 2, 1)]
        page.get_latest_revision().publish()
        assert fresh(page).live


def test_wagtails_own_hour_comes_first():
    page = published(conditions="cũ")
    text = page.get_latest_revision_as_object()
    text.conditions = "mới"
    with on(TOMORROW):
        text.go_live_at = timezone.now()
    text.save_revision().publish()
    assert fresh(page).current_version.record["conditions"] == "cũ"
    with on(TOMORROW, hour=10):
        call_command("publish_scheduled")
        assert fresh(page).conditions == fresh(page).current_version.record["conditions"] == "mới"


def test_a_copy_has_no_history_of_its_own_and_deleting_takes_it_along():
    page = published()
    copy = page.copy(update_attrs={"slug": "ban-sao", "title": "Bản sao"}, keep_live=False)
    assert not ProcedureVersion.objects.filter(procedure_id=copy.pk).exists()
    Page.objects.get(pk=page.pk).delete()
    assert not ProcedureVersion.objects.exists()


def test_a_page_made_live_without_publication_keeps_its_text_as_a_version():
    page = draft(conditions="cũ", effective_from=None, announced_on=None)
    with on(date(2026, 6, 1)):
        ProcedurePage.objects.filter(pk=page.pk).update(live=True, first_published_at=timezone.now())
    page = publish(page, conditions="mới")
    assert days(page) == [date(2026, 6, 1), TODAY]
    assert page.version_on(YESTERDAY).record["conditions"] == "cũ"


def test_a_broken_page_doesnt_keep_others_from_their_day(monkeypatch, caplog):
    first, second = published("9.900102"), published("9.900103")
    for page in (first, second):
        publish(page, effective_from=TOMORROW, conditions="mới")
    mirror = command.mirror

    def failing(pk, today):
        if pk == first.pk:
            raise RuntimeError("broken")
        mirror(pk, today)

    monkeypatch.setattr(command, "mirror", failing)
    with on(TOMORROW), pytest.raises(command.CommandError):
        apply()
    assert fresh(first).conditions != "mới"
    assert fresh(second).conditions == "mới"


def test_what_is_cut_off_in_the_middle_is_done_whole_the_next_time(monkeypatch):
    page = publish(published(conditions="cũ"), effective_from=TOMORROW, conditions="mới")
    revisions = page.revisions.count()
    with on(TOMORROW):
        with monkeypatch.context() as patched:
            patched.setattr(publication, "_log_force", lambda *parts: (_ for _ in ()).throw(SystemExit))
            with pytest.raises(SystemExit):
                apply()
        assert fresh(page).conditions == "cũ"
        assert fresh(page).revisions.count() == revisions
        assert page.versions.filter(waiting=True).exists()
        apply()
        assert fresh(page).conditions == "mới"


def test_pages_loaded_past_publication_get_their_first_version():
    page = draft()
    ProcedurePage.objects.filter(pk=page.pk).update(live=True, first_published_at=timezone.now())
    call_command("record_procedure_versions")
    call_command("record_procedure_versions")
    assert days(page) == [date(2026, 2, 1)]
    assert fresh(page).current_version.record == page.record().to_dict()


@pytest.mark.parametrize("day", [TODAY, TOMORROW])
def test_an_import_publishes_on_the_date_and_says_unchanged_the_second_time(day):
    record = replace(full_record(), effective_from=day)
    options = Options(publish=True)

    def outcomes():
        index = ProceduresIndexPage.objects.get()
        return [row.outcome for row in import_rows(index, [Row(1, deepcopy(record))], options).outcomes]

    assert outcomes() == ["created"]
    page = ProcedurePage.objects.get()
    assert (page.live, days(page)) == (day == TODAY, [day])
    assert outcomes() == ["unchanged"]
    with on(TOMORROW):
        apply()
        page = fresh(page)
        assert (page.live, page.has_unpublished_changes) == (True, False)
        assert page.current_version.record == page.record().to_dict()
        assert outcomes() == ["unchanged"]
