"""Which documents come in, and which are refused with which words."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.files.checks import Refused, documents
from portal.files.messages import MESSAGES, explain
from tests.factories.files import docx_bytes, pdf_bytes, xlsx_bytes
from tests.files.factories.compound import compound_bytes
from tests.files.factories.hostile import ACCEPTED_DOCUMENTS, REFUSED_DOCUMENTS

JUDGED = {
    name: make for name, make in REFUSED_DOCUMENTS.items() if name.rsplit(".", 1)[-1] in documents.INSPECTORS
}


@pytest.mark.parametrize("name", ACCEPTED_DOCUMENTS)
def test_real_documents_come_in(name):
    documents.inspect(io.BytesIO(ACCEPTED_DOCUMENTS[name]()), name.rsplit(".", 1)[1])


@pytest.mark.parametrize("name", [name for name in JUDGED if not name.startswith("empty")])
def test_hostile_documents_are_refused_for_a_known_reason(name):
    with pytest.raises(Refused) as refused:
        documents.inspect(io.BytesIO(JUDGED[name]()), name.rsplit(".", 1)[1])
    assert refused.value.code in MESSAGES
    assert "%" not in explain(refused.value).messages[0]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("macros.docx", "macros"),
        ("renamed-docm.docx", "macros"),
        ("old-macros.xlsx", "macros"),
        ("macros.doc", "macros"),
        ("locked.docx", "encrypted"),
        ("locked-by-office.docx", "encrypted"),
        ("locked.pdf", "encrypted"),
        ("bomb.docx", "bloated"),
        ("bomb.xlsx", "bloated"),
        ("many-parts.docx", "bloated"),
        ("overlapping.docx", "bloated"),
        ("lying.docx", "bloated"),
        ("archive-within.docx", "nested"),
        ("program-within.docx", "program"),
        ("remote-template.docx", "remote"),
        ("script.pdf", "script"),
        ("spelled-script.pdf", "script"),
        ("packed-script.pdf", "script"),
        ("spelled-stream.pdf", "script"),
        ("page-script.pdf", "script"),
        ("opens-address.pdf", "script"),
        ("files-within.pdf", "attachment"),
        ("archive-behind.pdf", "hidden"),
        ("page-behind.pdf", "hidden"),
        ("page-within.pdf", "hidden"),
        ("page-before.pdf", "mismatch"),
        ("program.docx", "mismatch"),
        ("sheet.docx", "mismatch"),
        ("late-html.txt", "markup"),
        ("bytes.txt", "not_text"),
        ("cut.docx", "broken"),
    ],
)
def test_the_reason_is_the_true_one(name, code):
    with pytest.raises(Refused) as refused:
        documents.inspect(io.BytesIO(REFUSED_DOCUMENTS[name]()), name.rsplit(".", 1)[1])
    assert refused.value.code == code


MAKERS = {
    "docx": docx_bytes(),
    "xlsx": xlsx_bytes(),
    "pdf": pdf_bytes(),
    "doc": compound_bytes("WordDocument", "1Table"),
}


@given(st.sampled_from(sorted(MAKERS)), st.data())
def test_damaged_documents_are_judged_and_never_crash(extension, data):
    content = bytearray(MAKERS[extension])
    content = content[: data.draw(st.integers(0, len(content)))]
    for position in data.draw(st.lists(st.integers(0, max(len(content) - 1, 0)), max_size=8)):
        if content:
            content[position] = data.draw(st.integers(0, 255))
    try:
        documents.inspect(io.BytesIO(bytes(content)), extension)
    except Refused as refused:
        reason = refused.code
    else:
        reason = None
    assert reason is None or reason in MESSAGES


@given(st.sampled_from(sorted(documents.INSPECTORS)), st.binary(max_size=2000))
def test_any_bytes_are_judged_and_never_crash(extension, content):
    heads = {"pdf": b"%PDF-1.7\n", "zip": b"PK\x03\x04", "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "": b""}
    try:
        documents.inspect(io.BytesIO(heads[documents.INSPECTORS[extension][0]] + content), extension)
    except Refused as refused:
        reason = refused.code
    else:
        reason = None
    assert reason is None or reason in MESSAGES
