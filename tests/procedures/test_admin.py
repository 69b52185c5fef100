"""What editors of procedures see: clear messages, warnings of an import, the list and its filters."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from procedures.importing.readers import read_row
from procedures.importing.service import Options, import_rows
from procedures.models import ProcedurePage, ProceduresIndexPage
from tests.factories.pages import build_site
from tests.procedures.samples import full_record, page_row, simple_record

pytestmark = pytest.mark.django_db

TABLES = ("steps", "channels", "dossier", "results", "legal_bases")


@pytest.fixture
def index():
    build_site()
    return ProceduresIndexPage.objects.get()


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("quantri", password="x"))
    return client


def form(**values):
    empty = {name: streamfield([]) for name in TABLES}
    return nested_form_data(empty | {"full_name": "Thủ tục mượn chiêng", "code": "9900120"} | values)


def add(editor, index, **values):
    address = reverse("wagtailadmin_pages:add", args=("procedures", "procedurepage", index.pk))
    return editor.post(address, form(**values))


def test_a_procedure_is_made_with_its_name_and_code_only(editor, index):
    assert add(editor, index).status_code == 302
    page = ProcedurePage.objects.get()
    assert (page.code, page.title, page.slug) == (
        "9.900120",
        "Thủ tục mượn chiêng",
        "thu-tuc-muon-chieng-9900120",
    )


@pytest.mark.parametrize("code", ["", "1.23", "một", "1.003838x"])
def test_a_wrong_code_is_said_and_nothing_lost(editor, index, code):
    response = add(editor, index, code=code, conditions="Giữ nguyên chữ này", **{"action-publish": "x"})
    assert response.status_code == 200
    assert "Giữ nguyên chữ này" in response.content.decode()
    assert not ProcedurePage.objects.exists()


def test_a_code_that_is_taken_is_said(editor, index):
    add(editor, index)
    response = add(editor, index, full_name="Khác", code="9.900120")
    assert response.status_code == 200
    assert "Đã có thủ tục khác mang mã này" in response.content.decode()


def test_a_draft_may_wait_for_its_code_but_not_for_its_name(editor, index):
    assert add(editor, index, code="").status_code == 302
    assert ProcedurePage.objects.get().code is None
    assert add(editor, index, full_name=" ").status_code == 200
    assert ProcedurePage.objects.count() == 1


def test_lists_are_edited_one_a_line(editor, index):
    add(editor, index, audiences="Công dân Việt Nam\n\n Tổ chức (không bao gồm doanh nghiệp, HTX) ")
    assert ProcedurePage.objects.get().audiences == [
        "Công dân Việt Nam",
        "Tổ chức (không bao gồm doanh nghiệp, HTX)",
    ]


def test_what_an_import_left_stands_in_the_form_and_in_the_list(editor, index):
    import_rows(
        index, [read_row(1, page_row()), read_row(2, simple_record().to_dict())], Options(publish=True)
    )
    page = ProcedurePage.objects.get(code="9.900101")
    html = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert "thời hạn “1” không có đơn vị" in html
    listing = reverse("procedures:index")
    both = editor.get(listing).content.decode()
    assert "9.900101" in both
    assert "9.900103" in both
    left = editor.get(listing, {"has_import_warnings": "true"}).content.decode()
    assert "9.900101" in left
    assert "9.900103" not in left
    assert editor.get(listing, {"level": "xa", "state": ""}).status_code == 200


def test_a_full_record_goes_through_the_form_unchanged(editor, index):
    import_rows(index, [read_row(1, full_record().to_dict())], Options(publish=True))
    page = ProcedurePage.objects.get()
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    assert edit.status_code == 200
    bound = edit.context["form"]
    assert bound.instance.record() == full_record()
