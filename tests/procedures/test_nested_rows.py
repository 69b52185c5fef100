"""What the record holds in lists inside rows reaches the editor's form, and comes back from it unchanged."""

import pytest

from procedures.models import ProcedurePage
from procedures.schema import DossierGroup, DossierItem, Fee, FormFile, Procedure, SubmissionChannel

pytestmark = pytest.mark.django_db

RECORD = Procedure(
    code="9.900001",
    name="Thủ tục mẫu",
    channels=[SubmissionChannel(method="direct", fees=[Fee(kind="fee", amount=20_000)])],
    dossier=[
        DossierGroup(items=[DossierItem(name="Tờ khai", forms=[FormFile("to-khai.docx")], originals=1)])
    ],
)


def test_the_editor_sees_the_papers_their_forms_and_the_fees() -> None:
    page = ProcedurePage()
    page.apply_record(RECORD)

    paper = page.dossier[0].value["items"][0]
    assert paper["name"] == "Tờ khai"
    assert paper["forms"][0]["file_name"] == "to-khai.docx"
    assert page.channels[0].value["fees"][0]["amount"] == 20_000


def test_what_the_editor_saves_is_the_same_record() -> None:
    page = ProcedurePage()
    page.apply_record(RECORD)
    for name in ("channels", "dossier"):
        blocks = [(block.block_type, block.value) for block in getattr(page, name)]
        setattr(page, name, blocks)
        setattr(page, name, getattr(page, name).get_prep_value())

    assert page.record() == RECORD
