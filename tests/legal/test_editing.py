"""Writing law on the editors' side: the form, who may, and the way to publication."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from legal.models import DraftRegulationPage, LegalDocumentPage
from portal.editorial.roles import table
from portal.editorial.sync import sync_roles
from tests.editorial.newsroom import Newsroom
from tests.factories.legal import LegalDocumentPageFactory, build_draft_list, build_law_list

pytestmark = pytest.mark.django_db


class LawRoom(Newsroom):
    """The newsroom with the list of documents and that of drafts."""

    def __init__(self):
        super().__init__()
        self.drafts = build_draft_list()
        self.laws = build_law_list()
        sync_roles(table)

    def add(self, name, model, parent, **fields):
        url = reverse("wagtailadmin_pages:add", args=["legal", model._meta.model_name, parent.pk])
        return self.as_(name).post(url, nested_form_data(fields), follow=True)


@pytest.fixture
def room():
    return LawRoom()


def document(**fields):
    return {
        "kind": "Nghị định",
        "number": "63/2010/nd-cp",
        "full_title": "Về kiểm soát thủ tục hành chính",
        "issuer": "Chính phủ",
        "issued_on": "08/06/2010",
        "body": streamfield([]),
        "files": inline_formset([]),
        "relations": inline_formset([]),
        **fields,
    }


def draft(**fields):
    return {
        "full_title": "Dự thảo Nghị quyết",
        "drafting_unit": "Sở",
        "deadline": "31/12/2030",
        "body": streamfield([]),
        "comments_summary": streamfield([]),
        "files": inline_formset([]),
        **fields,
    }


def test_the_address_is_made_from_the_number(room):
    room.add("phapche", LegalDocumentPage, room.laws, **document())
    assert LegalDocumentPage.objects.get().slug == "63-2010-nd-cp"


def test_a_draft_may_have_its_title_only(room):
    given = dict.fromkeys(("kind", "number", "issuer", "issued_on"), "")
    room.add("phapche", LegalDocumentPage, room.laws, **document(**given))
    assert LegalDocumentPage.objects.get().slug == "ve-kiem-soat-thu-tuc-hanh-chinh"


def test_what_is_submitted_has_the_facts_the_law_asks_for(room):
    given = {"number": "", "issuer": "", "issued_on": "", "action-submit": "1"}
    html = room.add("phapche", LegalDocumentPage, room.laws, **document(**given)).content.decode()
    assert not LegalDocumentPage.objects.exists()
    assert (
        html.count("Trường này là bắt buộc") + html.count("Trường bắt buộc") >= 3 or "error-message" in html
    )


def test_a_document_that_is_here_already_is_refused_in_words(room):
    room.add("phapche", LegalDocumentPage, room.laws, **document())
    html = room.add(
        "vanphong", LegalDocumentPage, room.laws, **document(number="63/2010/NĐ-CP")
    ).content.decode()
    assert "Văn bản có số và ngày ban hành này đã có" in html
    assert LegalDocumentPage.objects.count() == 1


def test_a_relation_is_written_as_a_number(room):
    old = LegalDocumentPageFactory(parent=room.laws, number="20/2008/NĐ-CP")
    relation = {"kind": "sua-doi", "target": "", "target_number": "20/2008/nd-cp"}
    room.laws = build_law_list()
    room.add("phapche", LegalDocumentPage, room.laws, **document(relations=inline_formset([relation])))
    page = LegalDocumentPage.objects.exclude(pk=old.pk).get()
    assert page.get_latest_revision_as_object().related[0].documents[0].url == old.url


def test_the_form_suggests_kinds_and_the_issuers_there_are(room):
    LegalDocumentPageFactory(parent=room.laws, issuer="Bộ Văn hóa, Thể thao và Du lịch")
    url = reverse("wagtailadmin_pages:add", args=["legal", "legaldocumentpage", room.laws.pk])
    html = room.as_("phapche").get(url).content.decode()
    assert '<option value="Thông tư liên tịch">' in html
    assert '<option value="Bộ Văn hóa, Thể thao và Du lịch">' in html


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"contact_email": "a@example.org"}, "Cần có toàn văn dự thảo"),
        ({"body": streamfield([("paragraph", rich_text("<p>Điều 1.</p>"))])}, "Cần ghi nơi nhận góp ý"),
        ({"opened_on": "01/01/2031"}, "Hạn góp ý trước ngày bắt đầu"),
    ],
)
def test_nobody_is_asked_about_a_draft_without_text_contact_and_time(room, fields, sentence):
    response = room.add(
        "phapche", DraftRegulationPage, room.drafts, **draft(**fields, **{"action-submit": "1"})
    )
    said = [text for texts in response.context["form"].errors.values() for text in texts]
    assert any(text.startswith(sentence) for text in said)
    assert not DraftRegulationPage.objects.exists()


def test_an_unfinished_draft_is_saved(room):
    room.add("phapche", DraftRegulationPage, room.drafts, **draft(drafting_unit="", deadline=""))
    assert DraftRegulationPage.objects.get().slug == "du-thao-nghi-quyet"


def path_of(page, room, *people):
    """Send `page` the way of its workflow past `people` after its writer; return who decided."""
    for name in people:
        room.decide(name, page)
        page.refresh_from_db()
    return page.live


def test_a_document_of_phapche_is_published_by_the_office(room):
    room.add("phapche", LegalDocumentPage, room.laws, **document(**{"action-submit": "1"}))
    page = LegalDocumentPage.objects.get()
    room.decide("phapche", page)
    room.decide("lanhdao", page)
    assert not path_of(page, room)
    assert path_of(page, room, "vanphong")


def test_what_the_office_wrote_an_administrator_approves(room):
    room.add("vanphong", LegalDocumentPage, room.laws, **document(**{"action-submit": "1"}))
    page = LegalDocumentPage.objects.get()
    assert not path_of(page, room, "vanphong", "vanphong2")
    assert path_of(page, room, "quantri")


@pytest.mark.parametrize(
    ("writer", "deciders"), [("phapche", ["lanhdao"]), ("vanphong", ["phapche", "lanhdao"])]
)
def test_only_the_leaders_put_a_draft_before_the_people(room, writer, deciders):
    text = streamfield([("paragraph", rich_text("<p>Điều 1.</p>"))])
    fields = draft(body=text, contact_email="a@example.org", **{"action-submit": "1"})
    response = room.add(writer, DraftRegulationPage, room.drafts, **fields)
    assert response.status_code == 200
    page = DraftRegulationPage.objects.get()
    for name in deciders[:-1]:
        assert not path_of(page, room, name)
    assert path_of(page, room, deciders[-1])


@pytest.mark.parametrize("account", ["vanhoa", "trungtam", "doannghethuat", "donvi"])
def test_other_units_do_not_write_law(room, account):
    for model, parent in ((LegalDocumentPage, room.laws), (DraftRegulationPage, room.drafts)):
        url = reverse("wagtailadmin_pages:add", args=["legal", model._meta.model_name, parent.pk])
        assert room.as_(account).get(url).status_code in (302, 403)


@pytest.mark.parametrize("account", ["phapche", "vanphong", "quantri"])
def test_the_lists_of_the_editors_open(room, account):
    LegalDocumentPageFactory(parent=room.laws)
    client = room.as_(account)
    for name in ("legal_documents", "legal_drafts"):
        assert client.get(reverse(f"{name}:index")).status_code == 200
    found = client.get(reverse("legal_documents:index"), {"kind_slug": "nghi-dinh", "issue_year": "2020"})
    assert "/2020/NĐ-CP" in found.content.decode()
    assert "Thêm văn bản" in client.get("/admin/").content.decode()
    assert Page.objects.filter(pk=room.laws.pk).exists()


def test_what_an_import_could_not_read_stands_in_the_form(room):
    page = LegalDocumentPageFactory(parent=room.laws)
    client = room.as_("phapche")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    LegalDocumentPage.objects.filter(pk=page.pk).update(
        import_warnings=[{"field": "number", "kind": "number_cleaned", "detail": "(X13)"}]
    )
    html = client.get(address).content.decode()
    assert "(X13)" in html
    assert 'name="import_checked"' in html
    LegalDocumentPage.objects.filter(pk=page.pk).update(import_warnings=[])
    assert 'name="import_checked"' not in client.get(address).content.decode()
