"""What not everybody may see is nowhere in the search (fault 20): canary words in every state × every way to ask.

Each state has a word of its own that stands nowhere else; `COMMON` stands on every page, the public one included.
"""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models import Value
from django.db.models.functions import Concat, Repeat
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from feedback.choices import QuestionState
from feedback.models import Question
from news.models import NewsIndexPage, NewsPage, Topic
from portal.files.models import DocumentText
from portal.search import silent_queries
from portal.search.models import HiddenPage, IndexedItem, IndexedText, PromotedPage, Synonym
from portal.search.understanding import kept
from portal.text import fold
from tests.factories.files import make_document
from tests.factories.pages import NewsPageFactory, StandingPageFactory, build_site
from tests.search.test_page_parts import link_to
from tests.search.test_search import make_procedure

pytestmark = pytest.mark.django_db

COMMON = "thiện nguyện"
#: state → its word, shaped like a syllable that nobody writes
WORDS = {
    state: f"{first}{last}"
    for state, (first, last) in zip(
        (
            "draft",
            "newer draft",
            "restricted",
            "below restricted",
            "moved below restricted",
            "restricted later",
            "unpublished",
            "expired",
            "scheduled",
            "hidden",
            "private file",
            "file made private",
            "draft's file",
            "file of a restricted page",
            "received question",
            "declined question",
            "deleted",
            "topic of a draft",
        ),
        [
            (first, last)
            for first in ("phr", "gln", "zgh")
            for last in ("ượng", "oách", "iếm", "uân", "ệch", "ộp")
        ],
        strict=True,
    )
}


def page(state, **fields):
    word = WORDS[state]
    values = {
        "title": f"Tin {COMMON} {word}",
        "summary": f"{COMMON} {word}",
        "parent": NewsIndexPage.objects.get(),
    }
    made = NewsPageFactory(**values | fields)
    return NewsPage.objects.get(pk=made.pk)


def restrict(made):
    PageViewRestriction.objects.create(page=made, restriction_type=PageViewRestriction.LOGIN)


def with_file(state, collection, title=f"Tin {COMMON} có tệp", **fields):
    document = make_document(title=f"Tệp {WORDS[state]}", collection=collection)
    DocumentText.objects.create(
        document=document, text=f"{COMMON} {WORDS[state]}", fingerprint=document.sha256
    )
    holder = page(state, title=title, summary=COMMON, **fields)
    holder.body = link_to(document)
    return holder, document


@pytest.fixture
def portal():
    """A portal with one public page and one page, file or question in every state."""
    home = build_site()
    now = timezone.now()
    NewsPageFactory(parent=NewsIndexPage.objects.get(), title=f"Ngày hội {COMMON}", summary=COMMON)
    page("draft", live=False)
    live = page("newer draft", title=f"Tin {COMMON}", summary=COMMON)
    live.title = live.summary = f"{COMMON} {WORDS['newer draft']}"
    live.save_revision()
    restrict(page("restricted"))
    section = StandingPageFactory(parent=home, title="Nội bộ")
    restrict(section)
    below = f"{COMMON} {WORDS['below restricted']}"
    StandingPageFactory(parent=section, title=below, summary=below)
    page("moved below restricted").move(section, "last-child")
    restrict(page("restricted later"))
    page("unpublished").unpublish()
    page("expired", expire_at=now - timedelta(minutes=1))
    scheduled = page("scheduled", live=False, go_live_at=now + timedelta(days=1))
    scheduled.save_revision(approved_go_live_at=scheduled.go_live_at)
    HiddenPage.objects.create(page=page("hidden"), reason="Đã cũ")
    PromotedPage.objects.create(page=page("deleted"), queries=COMMON)
    NewsPage.objects.get(title__contains=WORDS["deleted"]).delete()
    topic = Topic.objects.create(name=WORDS["topic of a draft"], slug=WORDS["topic of a draft"])
    draft = page("topic of a draft", title="Nháp", summary="", live=False)
    draft.topics.add(topic)
    draft.save()
    files()
    for number, state in enumerate(("received question", "declined question"), 1):
        procedure = make_procedure(f"Đăng ký {COMMON} {number}", f"9.00000{number}")
        name = state.split()[0].upper()
        text = f"{COMMON} {WORDS[state]}"
        Question.objects.create(
            procedure=procedure, text=text, public_text=text, answer=text, state=QuestionState[name]
        )
    yield home
    kept.forget()


def files():
    root = Collection.get_first_root_node()
    private, later = root.add_child(name="Riêng"), root.add_child(name="Sau này riêng")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    for state, collection in (("private file", private), ("file made private", later)):
        with_file(state, collection)[0].save()
    CollectionViewRestriction.objects.create(collection=later, restriction_type="login")
    with_file("draft's file", root)[0].save_revision()
    holder, _ = with_file("file of a restricted page", root)
    holder.save()
    restrict(holder)


def leaks(text):
    """The states whose word or its page's own words stand in an answer."""
    return [state for state, word in WORDS.items() if word in text]


ADDRESSES = ("/tim-kiem/", "/api/search/", "/tim-kiem/goi-y/", "/tim-kiem/rss/", "/api/search/?page_size=50")


def test_no_answer_to_a_common_word_holds_a_word_of_what_is_private(portal, client):
    for address in ADDRESSES:
        path, _, more = address.partition("?")
        answer = client.get(f"{path}?q={COMMON}&{more}")
        text = answer.content.decode()
        assert answer.status_code == 200
        assert leaks(text) == [], address
        assert "Ngày hội" in text, address


def test_no_private_word_finds_counts_or_completes_anything(portal, client):
    for state, word in WORDS.items():
        for typed in (word, word.upper(), f"{word} {word}"):
            found = client.get("/api/search/", {"q": typed}).json()
            assert found["count"] == 0, (state, found)
            assert not any(value["count"] for facet in found["facets"].values() for value in facet), state
            assert found["results"] == [], state
            assert client.get("/tim-kiem/goi-y/", {"q": typed}).json() == {"suggestions": []}, state
            assert "<item>" not in client.get("/tim-kiem/rss/", {"q": typed}).content.decode()
    for restriction in PageViewRestriction.objects.all():
        restriction.delete()
    for state in ("restricted", "below restricted", "moved below restricted", "file of a restricted page"):
        assert client.get("/api/search/", {"q": WORDS[state]}).json()["count"] == 1, state


def test_what_expired_is_not_counted_once_the_scheduler_came_by(portal, client):
    call_command("publish_scheduled", verbosity=0)
    assert client.get("/api/search/", {"q": WORDS["expired"]}).json()["count"] == 0


def slips(word):
    """`word` typed without accents and with one letter changed over, too many and too few."""
    plain = fold(word)
    return f"{plain[1]}{plain[0]}{plain[2:]}", f"{plain}x", plain[:-1]


def proposed(client, typed):
    return client.get("/tim-kiem/", {"q": typed}).content.decode().replace(typed, "")


def test_no_private_word_is_learnt_for_repairs(portal, client):
    # As often as a word must stand to be proposed at all.
    IndexedText.objects.update(body=Repeat(Concat("body", Value("\n")), 25))
    call_command("learn_vocabulary", verbosity=0)
    assert [proposed(client, typed).count("nguyện") > 0 for typed in slips("nguyện")] == [True] * 3
    for state, word in WORDS.items():
        assert kept.vocabulary().count(fold(word)) == 0, state
        for typed in slips(word):
            assert leaks(proposed(client, typed)) == [], (state, typed)


def test_a_word_is_learnt_once_it_is_public(portal, client):
    PageViewRestriction.objects.get(page__title__contains=WORDS["restricted"]).delete()
    IndexedText.objects.update(body=Repeat(Concat("body", Value("\n")), 25))
    call_command("learn_vocabulary", verbosity=0)
    for typed in slips(WORDS["restricted"]):
        assert leaks(proposed(client, typed)) == ["restricted"], typed


def test_a_synonym_opens_nothing_that_is_private(portal, client):
    for word in WORDS.values():
        Synonym.objects.create(words="mật khẩu kho", meaning=word)
    text = client.get("/tim-kiem/", {"q": "mật khẩu kho"}).content.decode()
    assert "Ngày hội" not in text
    assert 'class="plain rows' not in text


def test_the_index_keeps_no_text_of_private_files_on_public_pages(portal):
    public = IndexedItem.objects.filter(facet_set__isnull=False).exclude(object_id__in=expired())
    text = "".join(f"{row.title} {row.text.body} {row.text.parts}" for row in public.select_related("text"))
    assert leaks(text) == []


def expired():
    return [
        str(pk) for pk in NewsPage.objects.filter(expire_at__lte=timezone.now()).values_list("pk", flat=True)
    ]


def test_what_found_nothing_is_noted_as_it_was_typed_and_nothing_else(portal, client, tmp_path, monkeypatch):
    monkeypatch.setattr(silent_queries, "notes_folder", lambda: tmp_path)
    client.get("/tim-kiem/", {"q": WORDS["restricted"]})
    assert (tmp_path / "waiting").read_text().splitlines() == [WORDS["restricted"]]
