"""Row 13: what pretends to be something else, or holds something active, comes in at no door."""

import pytest
from django.urls import reverse

from portal.files.models import PortalDocument, PortalImage, PortalMedia
from tests.factories.files import VTT, docx_bytes, image_bytes
from tests.files.doors import MP4, find_doors, open_doors, rows, said, stored
from tests.files.factories.hostile import HTML, MARKER, REFUSED_DOCUMENTS, REFUSED_IMAGES
from tests.files.factories.recordings import REFUSED_CAPTIONS, REFUSED_MEDIA

pytestmark = pytest.mark.django_db

REFUSED = {
    "image": {name: make for name, make in REFUSED_IMAGES.items() if name != "bomb.png"},
    "document": REFUSED_DOCUMENTS,
    "media": REFUSED_MEDIA,
    "captions": REFUSED_CAPTIONS,
}


@pytest.mark.slow
def test_the_list_of_doors_is_whole(client, media_folder):
    """Each address of the editors' side is opened: no form there takes files that this list doesn't know."""
    known = {(door.address, door.entry) for door in open_doors(client)}
    pks = {
        "image_id": PortalImage.objects.get().pk,
        "document_id": PortalDocument.objects.get().pk,
        "media_id": PortalMedia.objects.get().pk,
    }
    # Tables that are read and not kept, behind checks and tests of their own
    others = {("/admin/redirects/import/", "import_file"), (reverse("procedure_import_add"), "file")}
    assert find_doors(client, **pks) - others == known


@pytest.mark.parametrize("kind", list(REFUSED))
def test_every_door_lets_a_good_file_in(client, media_folder, kind):
    """So that what the next test finds closed is closed to the hostile alone."""
    good = {
        "image": ("anh.png", image_bytes("png")),
        "document": ("don.docx", docx_bytes()),
        "media": ("phim-moi.mp4", MP4),
        "captions": ("phu-de.vtt", VTT),
    }
    for door in (door for door in open_doors(client) if door.kind == kind):
        files = stored(media_folder)
        name, content = ("am.m4a", MP4) if "audio" in door.address and kind == "media" else good[kind]
        response = door.push(client, name, content)
        assert response.status_code < 400, door
        assert stored(media_folder) - files, (door, said(response))


@pytest.mark.parametrize("kind", list(REFUSED))
def test_no_door_lets_a_hostile_file_in(client, media_folder, kind):
    doors = [door for door in open_doors(client) if door.kind == kind]
    contents = {name: make() for name, make in REFUSED[kind].items()}
    for door in doors:
        before, files = rows(), stored(media_folder)
        for name, content in contents.items():
            response = door.push(client, name, content)
            assert response.status_code == 200, (door, name)
            assert MARKER not in said(response), (door, name)
            assert rows() == before, (door, name)
        assert stored(media_folder) == files, door


def test_a_file_that_waits_for_its_title_is_vetted_when_it_gets_it(client, media_folder):
    """A file without a title is kept aside as it came; the picture made of it is rebuilt like any other."""
    door = open_doors(client)[1]
    content = image_bytes("jpg", comment=HTML)
    response = door.push(client, "anh.jpg", content, title="\u202e ").json()
    upload = response["uploaded_file_id"]
    made = client.post(
        f"/admin/images/multiple/create_from_uploaded_image/{upload}/",
        {f"uploaded-image-{upload}-title": "Ảnh", f"uploaded-image-{upload}-tags": ""},
    ).json()
    image = PortalImage.objects.get(pk=made["image_id"])
    assert b"<script" not in image.file.read()
    assert image.file_size == image.file.size
    assert not any(name.startswith("wagtail_uploads/") for name in stored(media_folder))
