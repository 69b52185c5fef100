"""What an editor reads when a file is refused: Vietnamese, whole, with the way out."""

import pytest
from django.utils import translation

from portal.files.checks import Refused
from portal.files.messages import MESSAGES, explain
from tests.files.doors import open_doors, said
from tests.files.factories.hostile import HTML, REFUSED_DOCUMENTS

PARAMS = {
    "extension": "docx",
    "allowed": ["pdf", "docx"],
    "found": "HTML",
    "size": 60_000_000,
    "limit": 50,
    "width": 9,
    "height": 9,
    "frames": 5000,
    "line": 7,
}


@pytest.mark.parametrize("code", MESSAGES)
def test_every_reason_has_vietnamese_words(code):
    with translation.override("en"):
        english = explain(Refused(code, **PARAMS)).messages[0]
    with translation.override("vi"):
        vietnamese = explain(Refused(code, **PARAMS)).messages[0]
    assert vietnamese != english
    assert "%(" not in vietnamese


@pytest.mark.django_db
def test_the_editor_is_told_in_vietnamese_and_keeps_what_was_typed(client, media_folder):
    doors = open_doors(client)
    response = doors[5].push(client, "don.docx", REFUSED_DOCUMENTS["macros.docx"](), title="Đơn của tôi")
    assert "Tệp có chứa macro" in said(response)
    assert 'value="Đơn của tôi"' in response.content.decode()
    assert "nội dung lại thuộc loại khác (HTML)" in said(doors[6].push(client, "don.pdf", HTML))


@pytest.mark.django_db
def test_a_file_too_large_is_told_its_limit(client, media_folder, settings):
    doors = open_doors(client)
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 2_000
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 2_000
    assert "tối đa 2 KB" in said(doors[5].push(client, "don.txt", b"a" * 3_000))
    assert "tối đa 2 KB" in said(doors[0].push(client, "anh.png", b"a" * 3_000))


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["", " ", "\u202e", "a" * 256, "a\0b"])
def test_a_bad_title_is_no_error_of_the_server(client, media_folder, title):
    for door in open_doors(client):
        assert door.push(client, "don.txt", "Đơn".encode(), title=title).status_code < 500
