"""Row 14: a document that unpacks to far more than its size is refused by its directory, before unpacking."""

import io
import tracemalloc

import pytest

from portal.files.checks import Refused, archives, documents
from tests.files.doors import open_doors, rows, stored
from tests.files.factories.hostile import REFUSED_DOCUMENTS

BOMBS = ("bomb.docx", "bomb.xlsx", "many-parts.docx", "overlapping.docx", "lying.docx", "archive-within.docx")


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_and_takes_no_memory(name):
    content = REFUSED_DOCUMENTS[name]()
    tracemalloc.start()
    with pytest.raises(Refused) as refused:
        documents.inspect(io.BytesIO(content), name.rsplit(".", 1)[1])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.code in ("bloated", "nested")
    assert peak < 20_000_000


def test_two_hundred_megabytes_are_judged_by_the_directory_alone(monkeypatch):
    """Not one part of it is unpacked."""
    monkeypatch.setattr(archives, "_unpacked", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(Refused, match="bloated"):
        documents.inspect(io.BytesIO(REFUSED_DOCUMENTS["bomb.docx"]()), "docx")


@pytest.mark.django_db
def test_bombs_are_refused_at_every_door(client, media_folder):
    contents = {name: REFUSED_DOCUMENTS[name]() for name in BOMBS}
    for door in open_doors(client):
        if door.kind != "document":
            continue
        before, files = rows(), stored(media_folder)
        for name, content in contents.items():
            assert door.push(client, name, content).status_code == 200, (door, name)
        assert rows() == before
        assert stored(media_folder) == files
