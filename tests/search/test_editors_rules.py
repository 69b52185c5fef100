"""What editors rule of the search: live at once, checked, and in the hands of the Office and the administrators."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from news.models import NewsIndexPage, Topic
from portal.editorial.roles import ACCOUNTS
from portal.search import service
from portal.search.editors.explained import PARTS
from portal.search.engines import database_engine
from portal.search.models import HiddenPage, IndexedItem, PromotedPage, SilentQuery, Synonym
from portal.search.service import search
from portal.search.suggestions import suggest
from portal.search.wagtail_hooks import SearchViewSetGroup
from tests.editorial.newsroom import Newsroom
from tests.factories.legal import LegalDocumentPageFactory, build_law_list
from tests.factories.pages import NewsPageFactory, build_site
from tests.search.test_search import make_procedure

RULERS = ("vanphong", "quantri")
LISTS = (Synonym, PromotedPage, HiddenPage, SilentQuery)


@pytest.fixture
def home(db):
    return build_site()


def news(title, **fields):
    return NewsPageFactory(parent=NewsIndexPage.objects.get(), title=title, **fields)


def titles(query, **options):
    return [result.title for result in search(query, **options).results]


def rule(model, **values):
    row = model(**values)
    row.full_clean()
    row.save()
    return row


def list_url(model, view="list"):
    return reverse(model.snippet_viewset.get_url_name(view))


# Synonyms


def test_a_synonym_counts_at_once_in_both_directions_and_goes_at_once(home):
    news("Khai trương khu nghỉ dưỡng")
    news("Resort mới mở cửa")
    assert titles("resort") == ["Resort mới mở cửa"]
    row = rule(Synonym, words="resort", meaning="khu nghỉ dưỡng")
    assert (
        set(titles("resort"))
        == set(titles("khu nghỉ dưỡng"))
        == {"Khai trương khu nghỉ dưỡng", "Resort mới mở cửa"}
    )
    row.delete()
    assert titles("resort") == ["Resort mới mở cửa"]


def test_a_renamed_unit_is_found_by_its_old_name_from_the_day_of_the_renaming(home):
    news("Thông báo của Ủy ban xã Minh Tâm")
    today = timezone.localdate()
    row = rule(
        Synonym, words="Vũ Nông", meaning="Minh Tâm", direction="one", valid_from=today + timedelta(days=1)
    )
    assert titles("Vũ Nông") == []
    row.valid_from = today
    row.save()
    assert titles("Vũ Nông") == ["Thông báo của Ủy ban xã Minh Tâm"]
    row.valid_until = today - timedelta(days=1)
    row.valid_from = None
    row.save()
    assert titles("Vũ Nông") == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"words": " ", "meaning": "lễ hội"}, "words"),
        ({"words": "…", "meaning": "lễ hội"}, "words"),
        ({"words": "hội", "meaning": ""}, "meaning"),
        ({"words": "Lễ hội", "meaning": "le  hoi"}, "meaning"),
        ({"words": "TTHC", "meaning": "thủ tục hành chính"}, "words"),
        ({"words": "tthc", "meaning": "Thu tuc hanh chinh"}, "words"),
        ({"words": "thủ tục hành chính", "meaning": "TTHC"}, "words"),
        ({"words": "x" * 121, "meaning": "y"}, "words"),
        (
            {"words": "a1", "meaning": "b1", "valid_from": "2026-07-02", "valid_until": "2026-07-01"},
            "valid_until",
        ),
    ],
)
def test_a_synonym_that_can_not_be_meant_is_refused_with_words(home, values, field):
    rule(Synonym, words="TTHC", meaning="thủ tục hành chính")
    with pytest.raises(ValidationError) as refused:
        rule(Synonym, **values)
    assert list(refused.value.message_dict) == [field]


def test_the_other_direction_of_a_one_way_row_is_no_duplicate(home):
    rule(Synonym, words="phượt", meaning="du lịch tự túc", direction="one")
    rule(Synonym, words="du lịch tự túc", meaning="phượt", direction="one")


# Promoted and hidden pages


def test_a_promoted_page_stands_first_for_its_queries_only(home):
    page = news("Hướng dẫn chung")
    news("Cấp phép karaoke ban đêm")
    rule(PromotedPage, page=page, queries="cấp phép karaoke\nKARAOKE")
    found = search("cap phep karaoke")
    assert [(one.title, one.is_pinned) for one in found.results[:2]] == [
        ("Hướng dẫn chung", True),
        ("Cấp phép karaoke ban đêm", False),
    ]
    assert found.count == 2
    assert titles("karaoke")[0] == "Hướng dẫn chung"
    assert search("karaoke ban đêm").pinned == []


@pytest.mark.parametrize("gone", ["unpublished", "hidden", "not yet", "no longer"])
def test_a_promoted_page_that_is_not_to_be_seen_is_not_promoted(home, gone):
    page = news("Hướng dẫn chung")
    today = timezone.localdate()
    days = {
        "not yet": {"valid_from": today + timedelta(days=1)},
        "no longer": {"valid_until": today - timedelta(days=1)},
    }
    rule(PromotedPage, page=page, queries="karaoke", **days.get(gone, {}))
    if gone == "unpublished":
        page.unpublish()
    elif gone == "hidden":
        rule(HiddenPage, page=page, reason="Đã cũ")
    assert titles("karaoke") == []


def test_a_line_that_is_no_query_is_refused(home):
    with pytest.raises(ValidationError):
        rule(PromotedPage, page=home, queries="lễ hội\n???")


def test_a_hidden_page_leaves_results_counts_and_suggestions_at_once_and_comes_back(home):
    page, other = news("Lễ hội Nàng Hai"), news("Lễ hội Pháo Hoa", kind="thong-bao")
    for one in (page, other):
        one.topics.add(Topic.objects.get_or_create(name="Lễ hội", slug="le-hoi")[0])
        one.save()

    def counted(name):
        found = search("lễ hội", types=["news"])
        return {one.value: one.count for facet in found.facets if facet.name == name for one in facet.values}

    def by_kind_and_topic():
        return counted("kind"), counted("topic")

    assert by_kind_and_topic() == ({"tin": 1, "thong-bao": 1}, {"le-hoi": 2})
    row = rule(HiddenPage, page=page, reason="Đã cũ")
    found = search("lễ hội")
    assert ([one.title for one in found.results], found.count) == (["Lễ hội Pháo Hoa"], 1)
    assert by_kind_and_topic() == ({"thong-bao": 1}, {"le-hoi": 1})
    assert [one.title for one in suggest("lễ hội")] == ["Lễ hội Pháo Hoa"]
    row.delete()
    assert search("lễ hội").count == 2
    assert by_kind_and_topic() == ({"tin": 1, "thong-bao": 1}, {"le-hoi": 2})


def test_a_page_is_hidden_once(home):
    rule(HiddenPage, page=home, reason="Một")
    with pytest.raises(ValidationError):
        rule(HiddenPage, page=home, reason="Hai")


# The screens


@pytest.mark.parametrize("account", ACCOUNTS)
def test_the_office_and_administrators_rule_and_nobody_else(account, db):
    client = Newsroom().as_(account)
    may = account in RULERS
    addresses = [list_url(model) for model in LISTS] + [reverse("search_explained") + "?q=a"]
    assert [client.get(address).status_code for address in addresses] == [200 if may else 302] * 4 + [
        200 if may else 302
    ]
    client.post(
        list_url(Synonym, "add"), {"words": "ttdl", "meaning": "thông tin du lịch", "direction": "both"}
    )
    assert Synonym.objects.filter(words="ttdl").exists() == may


def test_a_search_without_result_becomes_a_synonym_that_is_filled_in(db):
    client = Newsroom().as_("vanphong")
    today = timezone.localdate()
    SilentQuery.objects.create(query="resort <b>", folded="resort b", count=3, first_on=today, last_on=today)
    shown = client.get(list_url(SilentQuery)).content.decode()
    assert f"{list_url(Synonym, 'add')}?words=resort+%3Cb%3E" in shown
    rows = shown.split("<tbody>")[1].split("</tbody>")[0]
    assert "<b>" not in rows
    # The days themselves: "three hours ago" would say an hour that nobody has noted.
    assert rows.count(f"{today:%d/%m/%Y}") == 2
    form = client.get(list_url(Synonym, "add"), {"words": "resort <b>"}).content.decode()
    assert 'value="resort &lt;b&gt;"' in form
    client.post(
        list_url(Synonym, "add"), {"words": "resort b", "meaning": "khu nghỉ dưỡng", "direction": "both"}
    )
    assert not SilentQuery.objects.exists()


def test_nobody_writes_a_search_without_result_by_hand(db):
    room = Newsroom()
    for name in ("quantri", "goc"):
        answer = room.as_(name).post(list_url(SilentQuery, "add"), {"query": "x", "folded": "x", "count": 1})
        assert answer.status_code == 302
    assert not SilentQuery.objects.exists()


def test_the_screen_tells_what_was_understood_and_why_a_result_stands_there(db):
    room = Newsroom()
    rule(Synonym, words="resort", meaning="khu nghỉ dưỡng")
    rule(PromotedPage, page=news("Hướng dẫn chung"), queries="resort ở đâu")
    news("Khai trương khu nghỉ dưỡng")
    text = room.as_("vanphong").get(reverse("search_explained"), {"q": "resort ở đâu"}).content.decode()
    for words in ("resort → khu nghỉ dưỡng", "Hướng dẫn chung", "Khai trương khu nghỉ dưỡng", "nghi duong"):
        assert words in text


def test_the_screen_spells_words_as_they_are_written(db):
    room = Newsroom()
    news("Lễ hội pháo hoa")
    text = room.as_("vanphong").get(reverse("search_explained"), {"q": "Lễ hội"}).content.decode()
    assert {"lễ", "hội", "le hoi"} <= set(re.findall(r'<th scope="row">([^<]+)</th>', text))


def test_the_points_of_every_result_make_up_its_score(db):
    room = Newsroom()
    for title in ("Lễ hội", "Lễ hội Nàng Hai của người Tày", "Cấp lại giấy phép lễ hội"):
        news(title, summary="Lễ hội cấp tỉnh")
    make_procedure("Cấp lại giấy phép tổ chức lễ hội", "9.004650")
    LegalDocumentPageFactory(parent=build_law_list(), full_title="Nghị định quản lý và tổ chức lễ hội")
    seen = set()
    for query in ("lễ hội", "tổ chức lễ hội", "9.004650", "giấy phép lễ hội cấp tỉnh"):
        for row in room.as_("vanphong").get(reverse("search_explained"), {"q": query}).context["placed"]:
            assert (
                sum(points for _, points in row["parts"]) == row["score"] == round(100 * row["ranked"].score)
            )
            assert row["ranked"].parts.keys() <= PARTS.keys()
            seen |= {name for name, value in row["ranked"].parts.items() if value}
    assert seen == set(PARTS)


def test_the_scores_are_those_of_the_engine_that_answered(db, monkeypatch):
    room = Newsroom()
    liked = news("Hát then ở lễ hội")
    news("Lễ hội hát then", summary="Lễ hội, lễ hội")
    pk = IndexedItem.objects.get(object_id=str(liked.pk)).pk

    class Other(type(database_engine())):
        name = "elasticsearch"

        def candidates(self, *asked):
            return [replace(one, body_score=float(one.pk == pk)) for one in super().candidates(*asked)]

    monkeypatch.setattr(service, "current_engine", Other)
    placed = room.as_("vanphong").get(reverse("search_explained"), {"q": "hát then"}).context["placed"]
    by_body = {row["result"].pk: row["ranked"].parts["body"] for row in placed}
    assert [row for row, part in by_body.items() if part] == [pk]
    assert len(by_body) == 2


def test_the_screen_tells_what_is_listed_by_its_words_only(db):
    room = Newsroom()
    news("Hát then")
    for number in range(3):
        news(f"Tin {number} của huyện", summary="Đêm hát của các nghệ nhân, có cả then")
    context = room.as_("vanphong").get(reverse("search_explained"), {"q": "hát then"}).context
    shown = [(row["result"].title == "Hát then", row["is_best"]) for row in context["placed"]]
    assert shown == [(True, True), *[(False, False)] * 3]
    text = room.as_("vanphong").get(reverse("search_explained"), {"q": "hát then"}).content.decode()
    assert text.count("Có đủ các từ") == 3


def test_the_menu_is_not_called_like_the_box_that_searches_the_editors_side():
    assert str(SearchViewSetGroup.menu_label) == "Tìm trên cổng" != gettext("Search")


@pytest.mark.parametrize("query", ["", "???", '" OR NEAR(', "\0", "x" * 5000, "<script>alert(1)</script>"])
def test_the_screen_takes_any_query(query, db):
    answer = Newsroom().as_("quantri").get(reverse("search_explained"), {"q": query})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
