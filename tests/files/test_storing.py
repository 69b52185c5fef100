"""A file is on disk exactly when its row is in the database."""

import errno
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.signals import request_finished
from django.db import IntegrityError, transaction
from django.db.models.signals import post_save, pre_save
from wagtail.models import UploadedFile

from portal.files import orphans
from portal.files.models import PortalDocument, PortalImage, PortalMedia, PortalRendition
from portal.files.publishing import ensure_renditions
from tests.factories.files import docx_bytes, image_bytes, image_file, make_document, make_image
from tests.files.doors import MP4, open_doors, stored
from tests.files.factories.hostile import HTML

# Really commits; what the migrations put into the tables is put back before each test.
committing = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def every_file(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def broken_save():
    """Saving an image or document row fails, once its file is stored."""

    def fail(sender, **kwargs):
        if sender in (PortalImage, PortalDocument, PortalMedia):
            raise IntegrityError("the row could not be written")

    pre_save.connect(fail)
    yield
    pre_save.disconnect(fail)


@pytest.mark.django_db
def test_code_that_saves_without_a_form_is_vetted_too(media_folder):
    with pytest.raises(ValidationError):
        PortalImage(title="x", file=ContentFile(HTML, name="anh.jpg")).save()
    with pytest.raises(ValidationError):
        PortalDocument(title="x", file=ContentFile(HTML, name="don.pdf")).save()
    with pytest.raises(ValidationError):
        PortalMedia(title="x", type="video", file=ContentFile(HTML, name="phim.mp4")).save()
    assert not every_file(media_folder)


@pytest.mark.django_db
def test_the_row_tells_what_is_stored(media_folder):
    image = make_image(file=image_file("anh.heic", size=(5000, 100)))
    image.refresh_from_db()
    assert (image.width, image.height) == (4096, 82)
    assert image.file_size == image.file.size
    assert image.file.name.endswith(".jpg")
    assert len(image.file_hash) == 40
    document = make_document()
    document.refresh_from_db()
    assert (document.kind, document.file_size) == ("docx", len(document.file.read()))
    assert len(document.sha256) == 64


@committing
@pytest.mark.parametrize("door", [0, 1, 3, 4, 6])
def test_when_the_row_fails_the_file_goes(client, media_folder, door, request):
    """By a form, by many at once, by a chooser; the account's picture is the exception that proves the door open."""
    door = open_doors(client)[door]
    request.getfixturevalue("broken_save")
    before = stored(media_folder)
    content = image_bytes("png") if door.kind == "image" else docx_bytes()
    response = door.push(client, "anh.png" if door.kind == "image" else "don.docx", content)
    if door.entry.startswith("avatar"):
        assert response.status_code == 302
    else:
        assert response.status_code == 500
        assert stored(media_folder) == before


@committing
def test_when_the_transaction_is_rolled_back_later_the_file_goes_with_the_request(media_folder):
    kept = make_image()
    with transaction.atomic():
        make_image()
        make_document()
        transaction.set_rollback(True)
    request_finished.send(sender=None)
    assert every_file(media_folder) == {kept.file.name}


@committing
def test_what_fails_after_the_row_was_saved_leaves_both(media_folder):
    def fail(sender, **kwargs):
        raise RuntimeError

    post_save.connect(fail, sender=PortalImage)
    try:
        with pytest.raises(RuntimeError):
            make_image()
    finally:
        post_save.disconnect(fail, sender=PortalImage)
    request_finished.send(sender=None)
    assert every_file(media_folder) == {PortalImage.objects.get().file.name}


@pytest.mark.django_db
def test_a_full_disk_leaves_no_stub(media_folder, monkeypatch):
    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        make_image()
    assert not every_file(media_folder)
    assert not PortalImage.objects.exists()


@committing
def test_deleting_takes_the_files_and_renditions_along(media_folder):
    image, document = make_image(), make_document()
    ensure_renditions(image)
    assert len(every_file(media_folder)) > 3
    image.delete()
    document.delete()
    assert not every_file(media_folder)


@committing
def test_replacing_takes_the_old_file_away_and_makes_the_renditions_anew(client, media_folder):
    doors = open_doors(client)
    image, document = PortalImage.objects.get(), PortalDocument.objects.get()
    ensure_renditions(image)
    old = {image.file.name, document.file.name, *(r.file.name for r in image.renditions.all())}
    doors[2].push(client, "khac.png", image_bytes("png"))
    doors[7].push(client, "khac.docx", docx_bytes("Khác"))
    assert not old & every_file(media_folder)
    image.refresh_from_db()
    assert (image.width, image.height) == (640, 480)
    names = set(PortalRendition.objects.values_list("file", flat=True))
    assert names <= every_file(media_folder)
    assert any("khac" in name for name in names)


@committing
def test_a_refused_replacement_keeps_the_old_file(client, media_folder):
    doors = open_doors(client)
    before = every_file(media_folder)
    doors[2].push(client, "khac.png", HTML)
    doors[7].push(client, "khac.docx", HTML)
    assert every_file(media_folder) >= before
    assert stored(media_folder) == {name for name in before if not name.startswith("images/")}


@pytest.mark.django_db
def test_the_sweep_takes_what_no_row_names_and_only_that(media_folder):
    image, document = make_image(), make_document()
    UploadedFile.objects.create(file=ContentFile(b"x", name="waiting.jpg"))
    for name in ("original_images/lost.jpg", "documents/.1234.part", "elsewhere/kept.bin"):
        default_storage.save(name, ContentFile(b"x"))
    assert orphans.sweep() == []
    assert orphans.sweep(timedelta(0), dry_run=True) != []
    call_command("sweep_uploads", hours=0, verbosity=0)
    assert every_file(media_folder) == {image.file.name, document.file.name, "elsewhere/kept.bin"}
    assert not UploadedFile.objects.exists()


@pytest.mark.django_db
def test_a_video_is_kept_as_it_came(media_folder):
    video = PortalMedia(title="Phim", type="video", file=ContentFile(MP4, name="Phim lễ hội.mp4"))
    video.save()
    assert video.file.name == "media/phim-le-hoi.mp4"
    assert video.file.read() == MP4
