"""How documents stand to each other: one record, seen from both ends."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction

from legal.choices import REVERSED, Relation
from legal.models import LegalDocumentPage, LegalRelation
from tests.factories.legal import LegalDocumentPageFactory, build_law_list, relate

pytestmark = pytest.mark.django_db


@pytest.fixture
def laws():
    return build_law_list()


@pytest.fixture
def old(laws):
    return LegalDocumentPageFactory(parent=laws, number="63/2010/NĐ-CP")


@pytest.fixture
def new(laws):
    return LegalDocumentPageFactory(parent=laws, number="92/2017/NĐ-CP")


def shown(page):
    """Return what a fresh page shows: {label: [(name or number, address)]}."""
    fresh = LegalDocumentPage.objects.get(pk=page.pk)
    return {group.label: [(other.number, other.url) for other in group.documents] for group in fresh.related}


@pytest.mark.parametrize("kind", Relation)
def test_one_record_shows_at_both_ends(old, new, kind):
    relate(new, kind, old)
    assert shown(new) == {kind.label: [("63/2010/NĐ-CP", old.url)]}
    assert shown(old) == {REVERSED[kind]: [("92/2017/NĐ-CP", new.url)]}


@pytest.mark.parametrize("spelling", ["63/2010/NĐ-CP", "63/2010/nd-cp", "Nghị định số 063/2010/NĐ–CP"])
def test_a_number_in_any_spelling_is_as_good_as_the_document(old, new, spelling):
    relate(new, "sua-doi", spelling)
    assert shown(new) == {"Sửa đổi, bổ sung": [("63/2010/NĐ-CP", old.url)]}
    assert shown(old) == {"Được sửa đổi, bổ sung bởi": [("92/2017/NĐ-CP", new.url)]}


def test_a_document_that_comes_later_is_linked_by_itself(laws, new):
    relate(new, "thay-the", "20/2008/NĐ-CP")
    assert shown(new) == {"Thay thế": [("20/2008/NĐ-CP", "")]}
    late = LegalDocumentPageFactory(parent=laws, number="20/2008/NĐ-CP")
    assert shown(new) == {"Thay thế": [("20/2008/NĐ-CP", late.url)]}
    assert shown(late) == {"Bị thay thế bởi": [("92/2017/NĐ-CP", new.url)]}


def test_a_relation_survives_that_its_document_is_removed_and_comes_again(laws, old, new):
    relate(new, "sua-doi", old)
    old.delete()
    assert shown(new) == {"Sửa đổi, bổ sung": [("63/2010/NĐ-CP", "")]}
    again = LegalDocumentPageFactory(parent=laws, number="63/2010/NĐ-CP")
    assert shown(new) == {"Sửa đổi, bổ sung": [("63/2010/NĐ-CP", again.url)]}


def test_a_number_that_two_documents_have_is_shown_and_not_guessed(laws, new):
    twins = [
        LegalDocumentPageFactory(parent=laws, number="12/KH-UBND", issued_on=None, live=False)
        for _ in range(2)
    ]
    for twin in twins:
        LegalDocumentPage.objects.filter(pk=twin.pk).update(live=True)
    relate(new, "can-cu", "12/KH-UBND")
    assert shown(new) == {"Căn cứ": [("12/KH-UBND", "")]}
    assert all(shown(twin) == {} for twin in twins)


def test_what_is_not_public_shows_only_its_number(client, old, new):
    relate(new, "sua-doi", old)
    PageViewRestriction.objects.create(page=old, restriction_type=PageViewRestriction.LOGIN)
    assert shown(new) == {"Sửa đổi, bổ sung": [("63/2010/NĐ-CP", "")]}
    assert old.url not in client.get(new.url).content.decode()


def test_a_draft_says_nothing_on_the_pages_of_others(old, laws):
    draft = LegalDocumentPageFactory(parent=laws, number="5/2026/NĐ-CP", live=False)
    relate(draft, "thay-the", old)
    assert shown(old) == {}


def test_a_reader_is_warned_of_a_successor(client, old, new):
    relate(new, "thay-the", old)
    html = client.get(old.url).content.decode()
    assert (
        html.index("note-official") < html.index("Bị thay thế bởi") < html.index(new.url) < html.index("<dl")
    )
    assert "note-official" not in client.get(new.url).content.decode()


def test_the_same_relation_noted_twice_is_shown_once(old, new):
    relate(new, "sua-doi", old)
    relate(new, "sua-doi", "63/2010/nd-cp")
    assert len(shown(new)["Sửa đổi, bổ sung"]) == 1
    assert len(shown(old)["Được sửa đổi, bổ sung bởi"]) == 1


def test_json_ld_names_what_it_changes(old, new):
    relate(new, "sua-doi", old)
    relate(new, "huong-dan", "24/2018/QH14")
    data = LegalDocumentPage.objects.get(pk=new.pk).json_ld()
    changed = [
        {
            "@type": "Legislation",
            "legislationIdentifier": "63/2010/NĐ-CP",
            "name": old.full_name,
            "url": old.url,
        }
    ]
    assert data["legislationAmends"] == data["legislationChanges"] == changed
    assert data["legislationEnsuresImplementationOf"][0]["legislationIdentifier"] == "24/2018/QH14"
    assert "legislationChanges" not in LegalDocumentPage.objects.get(pk=old.pk).json_ld()


def test_a_preview_shows_the_relations_of_the_draft(old, new):
    new.relations = [LegalRelation(kind="sua-doi", target_number="63/2010/nd-cp")]
    new.save_revision()
    draft = LegalDocumentPage.objects.get(pk=new.pk).get_latest_revision_as_object()
    assert [group.documents[0].url for group in draft.related] == [old.url]


def test_a_relation_needs_another_end(new):
    with pytest.raises(ValidationError):
        LegalRelation(page=new, kind="sua-doi", target_number=" ").full_clean()
    with pytest.raises(ValidationError):
        LegalRelation(page=new, kind="sua-doi", target=new).full_clean()
