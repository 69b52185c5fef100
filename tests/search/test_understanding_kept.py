"""What is kept in the database for reading questions: synonyms live at once, a vocabulary of public words only."""

import pytest
from django.core.management import call_command

from news.models import NewsIndexPage
from portal.core.models import PublicationStamp
from portal.search.models import Synonym, Vocabulary
from portal.search.service import search
from portal.search.understanding import kept, read
from portal.search.understanding.seeds import ensure_synonyms, seeds
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
    assert kept.vocabulary().count("quinh") == 0
    assert kept.vocabulary().count("chuien") + kept.vocabulary().count("chuyen") > 0


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
