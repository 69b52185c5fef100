"""The texts of documents for search: read by a task, in a process that may fail, once for each content of a file."""

import io
import subprocess

import pytest
import typst
from django.core.files.base import ContentFile
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from portal.files import texts
from portal.files.checks import Refused
from portal.files.models import DocumentText, PortalDocument
from portal.files.reading import MOST_TEXT, docx, tidy
from portal.files.texts import read_document, unread
from tests.factories.files import docx_bytes, make_document, pdf_bytes, xlsx_bytes
from tests.files.factories.hostile import REFUSED_DOCUMENTS

FORM = "Đơn đề nghị cấp giấy phép biểu diễn"


def written(document) -> io.BytesIO:
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    return file


def pdf_of(text: str) -> bytes:
    return typst.compile(text.encode())


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """Runs what waits for the end of a transaction, as outside of tests."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_word_document_is_read_as_it_is_seen():
    document = Document()
    document.add_paragraph("Kính gửi: Sở Văn hóa")
    document.add_table(1, 2).cell(0, 1).text = "trong bảng"
    paragraph = document.add_paragraph()
    paragraph.add_run("chữ ẩn").font.hidden = True
    paragraph.add_run("chữ\thiện")
    document.add_comment(paragraph.runs[1], "lời bàn riêng")
    assert tidy(docx.text_of(written(document))) == "Kính gửi: Sở Văn hóa\ntrong bảng\nchữ hiện"


@pytest.mark.parametrize("name", ["bomb.docx", "many-parts.docx", "overlapping.docx", "lying.docx"])
def test_a_bomb_is_not_unpacked(name):
    with pytest.raises(Refused):
        docx.text_of(io.BytesIO(REFUSED_DOCUMENTS[name]()))


@given(st.text(max_size=300))
def test_a_text_is_lines_without_white_space_around(text):
    for line in tidy(text).split("\n"):
        assert line == " ".join(line.split())
    assert len(tidy(text)) <= MOST_TEXT


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "data"), [("a.docx", docx_bytes), ("a.pdf", pdf_of)])
def test_a_new_file_is_read_once_it_is_stored(name, data, at_once):
    with at_once():
        document = make_document(name=name, content=data(FORM))
    assert DocumentText.objects.get(document=document).text == FORM
    assert list(unread()) == []


@pytest.mark.django_db
def test_a_replaced_file_loses_its_text_at_once_and_gets_the_new_one(at_once):
    with at_once():
        document = make_document(name="a.docx", content=docx_bytes("bản cũ"))
    with at_once():
        document = PortalDocument.objects.get(pk=document.pk)
        document.file = ContentFile(docx_bytes("bản mới"), name="a.docx")
        document.save()
        assert not DocumentText.objects.exists()
    assert DocumentText.objects.get().text == "bản mới"


@pytest.mark.django_db
def test_a_file_is_not_read_twice(at_once, monkeypatch):
    with at_once():
        document = make_document(name="a.docx", content=docx_bytes(FORM))
    monkeypatch.setattr(texts, "text_of", lambda document: pytest.fail("read again"))
    with at_once():
        document.save()
    assert read_document.call(document.pk) == 0


@pytest.mark.django_db
def test_what_has_no_text_is_left_alone(at_once):
    with at_once():
        make_document(name="a.xlsx", content=xlsx_bytes())
    assert not DocumentText.objects.exists()
    assert list(unread()) == []


@pytest.mark.django_db
def test_a_reader_that_fails_leaves_an_empty_text_and_is_not_tried_again(at_once, monkeypatch):
    monkeypatch.setattr(texts, "PATIENCE", 0.001)
    with at_once():
        document = make_document(name="a.docx", content=docx_bytes(FORM))
    assert DocumentText.objects.get(document=document).text == ""
    assert list(unread()) == []


@pytest.mark.django_db
def test_a_pdf_that_is_broken_inside_is_no_fault(at_once):
    with at_once():
        make_document(name="a.pdf", content=pdf_bytes())
    assert DocumentText.objects.get().text == ""


def test_the_reader_takes_no_more_than_its_memory():
    ended = subprocess.run(
        [
            texts.sys.executable,
            "-c",
            "import portal.files.reading.__main__ as m; m.MEMORY = 3 * 10**8; m.main('pdf')",
        ],
        input=bytes(3 * 10**8),
        capture_output=True,
        cwd=texts._SOURCES,
        env={"PYTHONPATH": str(texts._SOURCES)},
    )
    assert ended.returncode != 0
