"""Row 14 at the door of the table of redirects: it is checked before Wagtail unpacks it."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.files import xlsx_bytes
from tests.files.factories.hostile import REFUSED_DOCUMENTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def upload(client):
    client.force_login(get_user_model().objects.create_superuser("goc", "goc@example.org", "mat-khau"))

    def push(name, content):
        file = SimpleUploadedFile(name, content)
        return client.post(reverse("wagtailredirects:start_import"), {"import_file": file}, follow=True)

    return push


@pytest.mark.parametrize("name", ["bomb.xlsx", "bomb.docx"])
def test_a_bomb_is_refused(upload, name, monkeypatch):
    monkeypatch.setattr(
        "wagtail.contrib.redirects.views.write_to_file_storage", lambda *_: pytest.fail("kept")
    )
    response = upload("bang.xlsx", REFUSED_DOCUMENTS[name]())
    assert response.status_code == 200
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_a_table_is_read(upload):
    response = upload("bang.xlsx", xlsx_bytes([["cũ", "mới"], ["/cu", "/moi"]]))
    assert response.status_code == 200
    assert "/moi" in response.content.decode()


@pytest.mark.parametrize("name", ["bang.tsv", "bang.ods", "bang.html", "bang"])
def test_a_file_of_a_kind_that_is_not_taken_is_refused(upload, name, monkeypatch):
    monkeypatch.setattr(
        "wagtail.contrib.redirects.views.write_to_file_storage", lambda *_: pytest.fail("kept")
    )
    response = upload(name, b"from\tto\n/cu\t/moi\n")
    assert response.status_code == 200
    (message,) = response.context["messages"]
    assert message.level_tag == "error"
    assert "/moi" not in response.content.decode()
