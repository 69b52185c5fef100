"""Procedures and the legal documents that they stand on, linked both ways."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from procedures.citations import citations_of
from procedures.models import LegalCitation, ProcedurePage, ProceduresIndexPage
from procedures.schema import LegalBasis, Procedure
from tests.factories.legal import LegalDocumentPageFactory, build_law_list
from tests.factories.pages import build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def laws():
    build_site()
    return build_law_list()


def decree(laws, number="63/2010/NĐ-CP", **fields):
    return LegalDocumentPageFactory(parent=laws, number=number, **fields)


def procedure(*bases, code="9.000001", text="", publish=True):
    page = ProcedurePage(live=False)
    record = Procedure(code=code, name=f"Thủ tục {code}", legal_bases=list(bases), legal_bases_text=text)
    page.apply_record(record)
    ProceduresIndexPage.objects.get().add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return ProcedurePage.objects.get(pk=page.pk)


def shown(client, page):
    return client.get(page.get_url()).content.decode()


@pytest.mark.parametrize(
    ("basis", "text"),
    [
        (LegalBasis(number="63/2010/nđ-cp", title="Về kiểm soát"), ""),
        (LegalBasis(number="Nghị định số 63/2010/NĐ–CP", title="Về kiểm soát"), ""),
        (LegalBasis(title="Nghị định số 63/2010/NĐ-CP về kiểm soát"), ""),
        (LegalBasis(number="2010.63/2010/NĐ-CP", title="ngày 08 tháng 6 năm"), ""),
        (LegalBasis(title="Văn bản khác"), "Theo Nghị định số 63/2010/NĐ-CP và các văn bản khác."),
    ],
)
def test_a_legal_basis_leads_to_its_document_and_back(laws, client, basis, text):
    law = decree(laws)
    page = procedure(basis, text=text)
    assert f'href="{law.get_url()}"' in shown(client, page)
    assert page.full_name in shown(client, law)


def test_a_law_that_comes_later_links_by_itself(laws, client):
    page = procedure(LegalBasis(number="63/2010/NĐ-CP", title="x"))
    assert "63-2010-nd-cp" not in shown(client, page)
    law = decree(laws)
    assert law.get_url() in shown(client, page)


def test_an_edit_on_either_side_moves_the_link(laws, client):
    first, second = decree(laws), decree(laws, "92/2017/NĐ-CP")
    page = procedure(LegalBasis(number="63/2010/NĐ-CP", title="x"))
    assert page.full_name in shown(client, first)
    page.apply_record(
        Procedure(
            code=page.code,
            name=page.full_name,
            legal_bases=[LegalBasis(number="92/2017/NĐ-CP", title="x")],
        )
    )
    page.save_revision().publish()
    assert page.full_name not in shown(client, first)
    assert page.full_name in shown(client, second)
    second.number = "93/2017/NĐ-CP"
    second.save_revision().publish()
    first.number = "92/2017/NĐ-CP"
    first.save_revision().publish()
    assert page.full_name not in shown(client, second)
    assert page.full_name in shown(client, first)
    page.unpublish()
    assert page.full_name not in shown(client, first)


def test_drafts_and_private_documents_never_show(laws, client):
    law = decree(laws)
    page = procedure(LegalBasis(number="63/2010/NĐ-CP", title="x"), publish=False)
    assert page.full_name not in shown(client, law)
    page.get_latest_revision().publish()
    assert page.full_name in shown(client, law)
    draft = page.get_latest_revision_as_object()
    draft.apply_record(Procedure(code=page.code, name=page.full_name))
    revision = draft.save_revision()
    assert page.full_name in shown(client, law)
    revision.publish()
    assert page.full_name not in shown(client, law)
    other = procedure(LegalBasis(number="63/2010/NĐ-CP", title="x"), code="9.000002")
    PageViewRestriction.objects.create(page=law, restriction_type=PageViewRestriction.LOGIN)
    assert law.get_url() not in shown(client, other)


@pytest.mark.parametrize(
    "number", ["63/2010", "nd 63", "73-CP", "Luật Di sản văn hóa"], ids=["bare", "short", "old", "name"]
)
def test_what_may_mean_several_documents_is_not_linked(number):
    assert citations_of(Procedure(legal_bases=[LegalBasis(number=number, title="x")])) == []


def test_two_documents_with_one_number_are_linked_to_neither(laws, client):
    first, second = decree(laws, "01/2020/QĐ-UBND"), decree(laws, "01/2020/QĐ-UBND", issuer="UBND tỉnh khác")
    page = procedure(LegalBasis(number="01/2020/QĐ-UBND", title="x"))
    for law in (first, second):
        assert law.get_url() not in shown(client, page)
        assert page.full_name not in shown(client, law)


def test_an_old_number_is_sure_with_its_year(laws, client):
    law = decree(laws, "73-CP", issued_on=date(1994, 7, 30))
    decree(laws, "73-CP", issued_on=date(1993, 1, 2))
    page = procedure(LegalBasis(number="73-CP", title="x", issued_on=date(1994, 7, 30)))
    assert law.get_url() in shown(client, page)


def test_a_long_list_is_cut_and_leads_to_the_whole_one(laws, client):
    law = decree(laws)
    for number in range(12):
        procedure(LegalBasis(number="63/2010/NĐ-CP", title="x"), code=f"9.0001{number:02}")
    procedure(code="9.000200")
    text = shown(client, law)
    assert text.count("Thủ tục 9.0001") == 10
    assert "/thu-tuc/?can-cu=63-2010-nd-cp" in text
    listed = client.get("/thu-tuc/", {"can-cu": "63-2010-nd-cp"})
    assert listed.context["procedures"].paginator.count == 12
    assert "Thủ tục 9.000200" not in listed.content.decode()


@pytest.mark.parametrize("value", ["", "khong-co", "63/2010", "\0", "x" * 5000, "%"])
def test_any_value_of_the_filter_is_answered(laws, client, value):
    decree(laws)
    assert client.get("/thu-tuc/", {"can-cu": value}).status_code == 200


def test_links_cost_two_statements_however_many(laws, client):
    for number in range(30):
        decree(laws, f"{number + 1}/2015/NĐ-CP")
    few = procedure(code="9.000301")
    many = procedure(
        *(LegalBasis(number=f"{number + 1}/2015/NĐ-CP", title="x") for number in range(30)), code="9.000302"
    )
    counts = []
    for page in (few, many):
        client.get(page.get_url())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(page.get_url())
        counts.append(len(queries))
    assert counts[1] - counts[0] <= 2
    assert counts[1] <= 12


def test_citations_are_recorded_anew_by_command(laws):
    page = procedure(LegalBasis(number="63/2010/NĐ-CP", title="x"))
    LegalCitation.objects.all().delete()
    call_command("record_citations", verbosity=0)
    assert LegalCitation.objects.get().procedure == page
