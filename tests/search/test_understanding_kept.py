"""What is kept in the database for reading questions: synonyms live at once, a vocabulary of public words only."""

import contextlib
import threading
import time

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from news.models import NewsIndexPage
from portal.core.models import PublicationStamp
from portal.search.models import Synonym, Vocabulary
from portal.search.service import search
from portal.search.understanding import kept, read, tables
from portal.search.understanding.seeds import ensure_synonyms, seeds
from portal.text.tokens import analyse
from tests.factories.pages import NewsPageFactory, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    build_site()
    Synonym.objects.all().delete()
    kept.forget()
    yield NewsIndexPage.objects.get()
    kept.forget()


def titles(query: str, **options: object) -> list[str]:
    return [result.title for result in search(query, **options).results]


def test_a_synonym_counts_as_soon_as_it_is_saved_and_no_longer_when_it_is_deleted(news):
    page = NewsPageFactory(parent=news, title="Trao giấy chứng nhận quyền sử dụng đất")
    assert titles("qwx zkv") == []
    row = Synonym.objects.create(
        words="qwx zkv", meaning="giấy chứng nhận quyền sử dụng đất", direction="one"
    )
    assert titles("qwx zkv") == [page.title]
    row.meaning = "hội xuân"
    row.save()
    assert titles("qwx zkv") == []
    row.delete()
    assert read("qwx zkv").analysis.folded == ("qwx", "zkv")


def test_both_ways_finds_pages_that_write_it_short(news):
    page = NewsPageFactory(parent=news, title="UBND tỉnh họp phiên tháng Mười")
    Synonym.objects.create(words="UBND", meaning="ủy ban nhân dân", direction="both")
    assert titles("ủy ban nhân dân tỉnh") == titles("uy ban nhan dan") == titles("ubnd") == [page.title]
    assert search("ủy ban nhân dân").counts == {"news": 1}


def test_a_slip_is_repaired_once_the_words_are_learnt(news):
    for number in range(25):
        NewsPageFactory(parent=news, title=f"Lễ hội Nàng Hai, kỳ {number}")
    call_command("learn_vocabulary", verbosity=0)
    found = search("le hoi nagn hai")
    assert found.count == 25
    assert found.question.corrected.shown_as == "lễ hội nàng hai"
    assert search("le hoi nagn hai", as_typed=True).question.corrected is None


def test_private_words_are_not_learnt(news):
    for number in range(25):
        NewsPageFactory(parent=news, title=f"Chuyện Quỳnh Văn {number}", live=False)
    NewsPageFactory(parent=news, title="Chuyện khác")
    call_command("learn_vocabulary", verbosity=0)
    assert (kept.vocabulary().count("chuyen"), kept.vocabulary().count("quynh")) == (1, 0)


def test_the_vocabulary_is_learnt_anew_only_when_something_was_published(news, django_assert_max_num_queries):
    call_command("keep_vocabulary", verbosity=0)
    first = Vocabulary.objects.get()
    PublicationStamp.grow()
    call_command("keep_vocabulary", verbosity=0)
    assert Vocabulary.objects.get() == first  # not an hour old
    Vocabulary.objects.update(made_at="2026-01-01T00:00Z")
    with django_assert_max_num_queries(20):
        call_command("keep_vocabulary", verbosity=0)
    assert Vocabulary.objects.get() != first


def test_a_vocabulary_that_cannot_be_read_repairs_nothing(news, caplog):
    call_command("learn_vocabulary", verbosity=0)
    Vocabulary.objects.update(data=b"broken")
    kept.forget()
    kept._made_at = None
    assert not kept.vocabulary()
    assert "can't be read" in caplog.text
    assert titles("gì đó") == []


def test_the_seeds_are_proper_rows_and_fill_an_empty_table_only(news):
    for row in seeds():
        row.full_clean(validate_unique=False, validate_constraints=False)
    made = ensure_synonyms()
    assert made == Synonym.objects.count() > 400
    Synonym.objects.first().delete()
    assert ensure_synonyms() == 0
    assert Synonym.objects.count() == made - 1


def test_synonyms_are_read_anew_after_a_change_of_theirs_and_not_after_a_publication(news):
    Synonym.objects.create(words="qwx", meaning="hội xuân")
    read("qwx")
    for change in (lambda: NewsPageFactory(parent=news, title="Tin mới"), PublicationStamp.grow):
        before = tables.stamp()
        change()
        with CaptureQueriesContext(connection) as queries:
            assert read("qwx").analysis.folded == ("hoi", "xuan")
        assert [query["sql"] for query in queries if f'"{Synonym._meta.db_table}"' in query["sql"]] == []
        assert len(queries) <= 2  # the stamps, and now and then the vocabulary
        assert tables.stamp() > before  # what else is kept until the next publication is asked for anew


def test_synonyms_of_a_change_that_was_rolled_back_are_not_kept(news):
    for meaning in ("hội xuân", "hội thu"):
        with contextlib.suppress(InterruptedError), transaction.atomic():
            Synonym.objects.create(words="qwx", meaning=meaning)
            assert read("qwx").analysis.folded == analyse(meaning).folded
            raise InterruptedError
        assert read("qwx").analysis.folded == ("qwx",)


def test_questions_wait_for_the_first_vocabulary(news, monkeypatch):
    call_command("learn_vocabulary", verbosity=0)
    answers = asked_while_unpacking(monkeypatch)
    assert kept.vocabulary()
    assert answers == [kept.vocabulary()]


def test_questions_go_on_with_the_old_vocabulary_while_a_newer_one_is_unpacked(news, monkeypatch):
    call_command("learn_vocabulary", verbosity=0)
    old = kept.vocabulary()
    call_command("learn_vocabulary", verbosity=0)
    monkeypatch.setattr(kept, "_looked_at", time.monotonic() - 2 * kept.LOOKS_EVERY)
    answers = asked_while_unpacking(monkeypatch)
    assert kept.vocabulary() is not old
    assert len(answers) == 1
    assert answers[0] is old


def asked_while_unpacking(monkeypatch) -> list[object]:
    """The list of what another thread gets that asks for the vocabulary while this one unpacks it."""
    answers: list[object] = []
    unpacked = kept.unpacked

    def slowly(data: bytes) -> object:
        other = threading.Thread(target=lambda: answers.append(kept.vocabulary()))
        other.start()
        other.join(0.3)
        threads.append(other)
        return unpacked(data)

    threads: list[threading.Thread] = []
    monkeypatch.setattr(kept, "unpacked", slowly)
    kept.vocabulary()
    for thread in threads:
        thread.join()
    return answers
