"""Two editors give two drafts the same code in the same instant: one has it, the other is told."""

import pytest
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from procedures.models import ProcedurePage, ProceduresIndexPage
from procedures.panels import ProcedureForm
from tests.factories.pages import build_site

pytestmark = pytest.mark.django_db


def draft(name, **fields):
    page = ProcedurePage(full_name=name, slug=name, live=False, **fields)
    ProceduresIndexPage.objects.get().add_child(instance=page)
    page.save_revision(clean=False)
    return page


def test_the_second_reads_it_in_the_form(client, django_user_model, monkeypatch):
    build_site()
    client.force_login(django_user_model.objects.create_superuser("goc", "goc@example.org", "mat-khau"))
    first, second = draft("thu-tuc-mot"), draft("thu-tuc-hai")
    address = f"/admin/pages/{second.pk}/edit/"
    data = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form")
    for name in ("steps", "channels", "dossier", "results", "legal_bases"):
        data[f"{name}-count"] = "0"
    data.update({"code": "1.003838", "summary": "Lời tóm tắt mới"})
    check = ProcedureForm.is_valid

    def is_valid(form):
        """Let the other editor save between the check and the save."""
        valid = check(form)
        ProcedurePage.objects.filter(pk=first.pk).update(code="1.003838")
        return valid

    monkeypatch.setattr(ProcedureForm, "is_valid", is_valid)
    response = client.post(address, data)
    assert response.status_code == 200
    assert (
        "Một thủ tục khác đã có mã này" in response.content.decode()
        or response.context["form"].errors["code"]
    )
    assert response.context["form"]["summary"].value() == "Lời tóm tắt mới"
    assert ProcedurePage.objects.get(pk=second.pk).code is None
    assert Page.objects.get(pk=second.pk).revisions.count() == 1
