"""What is scheduled for 07:00 is live at 07:00 and not before."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command

from news.models import NewsIndexPage, NewsPage
from portal.operations.management.commands.run_scheduler import due, run, seconds_to_next_minute
from tests.factories.pages import NewsPageFactory, build_site

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SEVEN = datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)


@pytest.mark.django_db
def test_a_scheduled_item_goes_live_at_its_minute():
    build_site()
    with time_machine.travel(datetime(2026, 11, 23, 16, 0, tzinfo=VIETNAM), tick=False):
        page = NewsPageFactory(parent=NewsIndexPage.objects.get(), live=False)
        page.go_live_at = SEVEN
        page.save_revision().publish()
        call_command("run_scheduler", "--once")
        assert not NewsPage.objects.get(pk=page.pk).live
    with time_machine.travel(SEVEN.replace(second=1), tick=False):
        call_command("run_scheduler", "--once")
        assert NewsPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("second", [0, 1, 30, 59])
def test_the_scheduler_wakes_just_after_each_full_minute(second):
    with time_machine.travel(SEVEN.replace(second=second), tick=False):
        assert second + seconds_to_next_minute() == pytest.approx(60.2)


def test_what_is_due_each_minute_and_at_night():
    each_minute = {"publish_scheduled", "apply_procedure_versions"}
    nightly = {"sweep_uploads", "prune_db_task_results", "index_organisations"}
    assert each_minute <= set(due(SEVEN))
    assert not nightly & set(due(SEVEN))
    assert each_minute | nightly <= set(due(SEVEN.replace(hour=3)))


@pytest.mark.django_db
def test_one_failure_keeps_nothing_else_from_running(caplog, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    run("no_such_command")
    assert "no_such_command failed" in caplog.text
    for command in due(SEVEN.replace(hour=3)):
        run(command)
    assert caplog.text.count(" failed") == 1
