"""Schedulers that are killed, or that run three at once, never leave half an issue on the site."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT

ARTICLES = 8
KILLS = 4

WRITE = f"""
from datetime import date, timedelta
from django.utils import timezone
from wagtail.models import Revision
from news.models import *

issue = MagazineIssuePage(
    title="Số thử", slug="so-thu", number=1, year=2026, issued_on=date(2026, 1, 5), live=False,
    licence="Giấy phép số 01/GP-XBBT", editorial_line="Văn hóa các dân tộc Cao Bằng",
)
MagazineIndexPage.objects.get().add_child(instance=issue)
section = MagazineSection.objects.create(name="Văn hóa")
author = Author.objects.create(name="Bút danh", slug="but-danh")
for number in range({ARTICLES}):
    article = MagazineArticlePage(
        title=f"Bài {{number}}", section=section, live=False, body=[("paragraph", "<p>Nội dung.</p>")]
    )
    issue.add_child(instance=article)
    article.article_authors.create(author=author)
    article.save_revision().publish()
issue.go_live_at = timezone.now() + timedelta(days=1)
issue.save_revision().publish()
revision = Revision.objects.get(approved_go_live_at__isnull=False)
revision.content["go_live_at"] = None
revision.approved_go_live_at = timezone.now()
revision.save()
"""


def manage(data_dir, *arguments):
    environment = os.environ | {
        "DATA_DIR": str(data_dir),
        "SECRET_KEY": "only-for-tests",
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def done(process):
    output, _ = process.communicate(timeout=240)
    assert process.returncode == 0, output


def wait_until_it_writes(data_dir, process):
    """Return when a transaction holds the database, or the process has ended."""
    while process.poll() is None:
        connection = sqlite3.connect(data_dir / "portal.sqlite3", timeout=0, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return
        finally:
            connection.close()
        time.sleep(0.01)


def public(data_dir):
    """Return how many issues and how many articles are live, and the entries of their publication."""
    live = "SELECT count(*) FROM {} JOIN wagtailcore_page ON id = page_ptr_id WHERE live"
    logged = "SELECT count(*) FROM wagtailcore_pagelogentry WHERE action = 'wagtail.publish.scheduled'"
    with sqlite3.connect(data_dir / "portal.sqlite3", timeout=60) as connection:
        queries = (live.format("news_magazineissuepage"), live.format("news_magazinearticlepage"), logged)
        return tuple(connection.execute(query).fetchone()[0] for query in queries)


@pytest.mark.slow
def test_killed_and_parallel_schedulers_publish_a_whole_issue_once(tmp_path):
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    done(manage(data_dir, "setup"))
    done(manage(data_dir, "shell", "-v", "0", "-c", WRITE))
    assert public(data_dir) == (0, 0, 0)
    nothing, whole = (0, 0, 0), (1, ARTICLES, 1 + ARTICLES)
    chance = random.Random(7)
    for _ in range(KILLS):
        process = manage(data_dir, "publish_scheduled")
        wait_until_it_writes(data_dir, process)
        time.sleep(chance.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        process.wait(60)
        assert public(data_dir) in (nothing, whole)
    for process in [manage(data_dir, "publish_scheduled") for _ in range(3)]:
        done(process)
    assert public(data_dir) == whole
