"""`update_index`: goes on where it was stopped, holds few objects in memory, and hides nothing while it works."""

import io
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from news.models import NewsIndexPage, NewsPage
from portal.search import indexing
from portal.search.management.commands import update_index
from portal.search.models import IndexedItem, IndexRun
from portal.search.service import search
from tests.factories.pages import NewsPageFactory, build_site
from tests.faults.test_row07_writers import ROOT, environment

PAGES = 300
ALL = "SELECT count(*) FROM portal_search_body WHERE portal_search_body MATCH 'truockhi'"
WRITTEN = "SELECT count(*) FROM portal_search_body WHERE portal_search_body MATCH 'saukhi'"
FILL = f"""
import django; django.setup()
from news.models import NewsIndexPage, NewsPage
parent = NewsIndexPage.objects.get()
for number in range({PAGES}):
    parent.add_child(instance=NewsPage(title=f"Trướckhi {{number}}", summary="Tin"))
NewsPage.objects.update(summary="Saukhi")
"""


@pytest.fixture
def news(db):
    build_site()
    parent = NewsIndexPage.objects.get()
    for number in range(7):
        NewsPageFactory(parent=parent, title=f"Bản tin {number}", summary="Có nhắc đến Pác Bó.")
    return parent


def update(*options: str, **values: object) -> str:
    told = io.StringIO()
    call_command("update_index", *options, stdout=told, **values)
    return told.getvalue()


def stopped_after(monkeypatch, portions: int) -> None:
    """Let an update stop after some portions, as an error in the midst of it would."""
    write, done = update_index.index_objects, []

    def write_some(items, **options):
        if len(done) == portions:
            raise KeyboardInterrupt
        done.append(items)
        return write(items, **options)

    with monkeypatch.context() as patch:
        patch.setattr(update_index, "index_objects", write_some)
        with pytest.raises(KeyboardInterrupt):
            update(chunk_size=2)


def test_it_goes_on_where_it_was_stopped_and_writes_the_rest(news, monkeypatch):
    Page.objects.filter(title__startswith="Bản tin").update(title="Đổi tên sau lưng")
    stopped_after(monkeypatch, 3)
    reached = IndexRun.objects.get()
    told = update()
    assert f"Chạy tiếp sau {reached.model} {reached.last_key}." in told
    assert search("đổi tên sau lưng").count == 7
    assert not IndexRun.objects.exists()


def test_a_run_is_begun_anew_when_that_is_asked_for(news, monkeypatch):
    stopped_after(monkeypatch, 3)
    assert "Chạy tiếp" not in update(restart=True)
    assert not IndexRun.objects.exists()


def test_what_is_indexed_already_is_not_written_again(news):
    update()
    assert ", ghi mới 0" in update()
    Page.objects.filter(title="Bản tin 3").update(title="Bản tin cuối")
    assert ", ghi mới 1" in update()
    assert ", ghi mới 0" not in update(rewrite=True)


def test_no_more_objects_are_in_memory_than_a_portion(news, monkeypatch):
    write, sizes = update_index.index_objects, []

    def watched(items, **options):
        sizes.append(len(items))
        return write(items, **options)

    monkeypatch.setattr(update_index, "index_objects", watched)
    update(chunk_size=3)
    assert max(sizes) == 3
    assert sum(sizes) == IndexedItem.objects.count()


def test_each_portion_is_read_in_the_transaction_that_writes_it(news, monkeypatch):
    """Else what an editor stores between reading and writing would be overwritten with what was before."""
    read_outside = []
    loaded = NewsPage.from_db.__func__

    def watched(model, db, *values):
        if len(connection.savepoint_ids) == depth:
            read_outside.append(model)
        return loaded(model, db, *values)

    depth = len(connection.savepoint_ids)
    monkeypatch.setattr(NewsPage, "from_db", classmethod(watched))
    update(chunk_size=2)
    indexing.reindex(NewsPage.objects.values_list("pk", flat=True))
    assert read_outside == []


def test_what_an_editor_is_writing_is_waited_for_alone_and_left_out_by_no_run(news, monkeypatch):
    """As on PostgreSQL, where a row may be locked: waiting with locks of others in hand could be a deadlock."""
    update()
    pages = list(NewsPage.objects.order_by("pk").values_list("pk", flat=True))
    busy, waited = {pages[1], pages[2], pages[6]}, []

    def lock(model, pks, *, waits=True):
        if waits:
            waited.append(list(pks))
            return set(pks)
        return set(pks) - busy

    monkeypatch.setattr(update_index, "lock", lock)
    NewsPage.objects.update(title="Đổi tên sau lưng")
    update(chunk_size=4)
    assert waited == [[pages[1]], [pages[2]], [pages[6]]]
    assert search("đổi tên sau lưng").count == 7


@pytest.mark.slow
def test_killed_in_the_midst_it_hides_nothing_and_goes_on(tmp_path):
    values = environment(tmp_path)
    command = [sys.executable, "manage.py", "update_index", "--chunk_size", "5"]
    subprocess.run([sys.executable, "manage.py", "setup"], cwd=ROOT, env=values, check=True)
    subprocess.run([sys.executable, "-c", FILL], cwd=ROOT, env=values, check=True)
    database = sqlite3.connect(tmp_path / "portal.sqlite3", timeout=20)

    def count(sql: str) -> int:
        return database.execute(sql).fetchone()[0]

    assert (count(ALL), count(WRITTEN)) == (PAGES, 0)
    killed = 0
    while killed < 3:
        with subprocess.Popen(command, cwd=ROOT, env=values, stdout=subprocess.DEVNULL) as process:
            before = count(WRITTEN)
            while process.poll() is None and count(WRITTEN) < min(before + 20, PAGES):
                assert count(ALL) == PAGES  # a reader finds every page at every moment
                time.sleep(0.005)
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
                killed += 1
            elif count(WRITTEN) == PAGES:
                break
        assert count(ALL) == PAGES
        assert count(WRITTEN) % 5 == 0  # whole portions only
    assert killed
    assert count(WRITTEN) < PAGES
    done = subprocess.run(command, cwd=ROOT, env=values, check=True, capture_output=True, text=True)
    assert "Chạy tiếp sau news.newspage" in done.stdout
    assert (count(ALL), count(WRITTEN)) == (PAGES, PAGES)
    assert count("SELECT count(*) FROM portal_search_indexrun") == 0
