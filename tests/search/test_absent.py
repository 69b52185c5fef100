"""Words that no result holds are named, so that nobody takes a neighbour for the answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.absent import MOST_WORDS, absent
from portal.search.models import Synonym
from portal.search.plan import read
from portal.search.service import search
from tests.factories.pages import build_site

from .test_search import make_procedure

SENTENCE = "Không kết quả nào dưới đây có từ"


@pytest.fixture
def excavations(db):
    build_site()
    make_procedure("Cấp giấy phép khai quật khẩn cấp", "9.000001")
    return make_procedure("Cấp giấy phép thăm dò, khai quật", "9.000002")


@pytest.mark.django_db
@given(st.text(), st.lists(st.text(max_size=30), max_size=4))
def test_only_words_that_were_typed_and_stand_nowhere_are_named(query, texts):
    named = absent(read(query), texts)
    assert len(named) <= MOST_WORDS
    for word in named:
        assert word in read(query).text
        assert not any(f" {word} " in f" {text} " for text in texts)


def test_what_no_result_holds_is_said(client, excavations):
    html = client.get("/tim-kiem/?q=giay+phep+karaoke").content.decode()
    assert f"{SENTENCE} “karaoke”" in html


@pytest.mark.parametrize("query", ["giay phep khai quat", "GIẤY PHÉP", "9.000001", "giấy phép cần những gì?"])
def test_nothing_is_said_where_all_is_there(client, excavations, query):
    assert SENTENCE not in client.get("/tim-kiem/", {"q": query}).content.decode()


def test_a_word_deep_in_the_text_is_there(excavations):
    excavations.conditions = f"{'Hồ sơ hợp lệ. ' * 2000}Không áp dụng cho karaoke."
    excavations.save_revision().publish()
    assert search("giay phep karaoke").absent == []


def test_what_means_the_same_is_there(excavations):
    assert search("giay phep dao boi").absent == ["dao", "boi"]
    Synonym.objects.create(words="đào bới", meaning="khai quật")
    assert search("giay phep dao boi").absent == []


def test_a_draft_that_holds_the_word_changes_nothing(excavations):
    before = search("giay phep karaoke").absent
    excavations.conditions = "Không áp dụng cho karaoke."
    excavations.save_revision()
    make_procedure("Cấp giấy phép karaoke", "9.000003").unpublish()
    assert search("giay phep karaoke").absent == before == ["karaoke"]


def test_of_a_long_story_nothing_is_said(excavations):
    story = " ".join(f"chuyện{number}" for number in range(MOST_WORDS))
    assert search(f"khai quật {story}").absent == []


def test_texts_without_end_are_not_read(excavations):
    assert absent(read("giay phep karaoke"), ["giay " * 100_000]) == []
