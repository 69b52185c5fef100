"""What citizens fetch: pictures from the media folder, documents through their view, nothing else."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, UploadedFile

from portal.files.pictures import get_picture
from portal.files.publishing import ensure_renditions
from tests.factories.files import make_document, make_image, pdf_bytes, publish

pytestmark = pytest.mark.django_db

STERILE = "default-src 'none'; sandbox"


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_document_is_a_download_that_can_run_nothing(client, media_folder):
    document = make_document(name="đơn đề nghị.pdf", content=pdf_bytes())
    publish(document)
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert "don-de-nghi.pdf" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == STERILE
    assert b"".join(response.streaming_content) == pdf_bytes()


def test_a_document_that_is_known_already_is_not_sent_again(client, media_folder):
    document = make_document()
    publish(document)
    etag = client.get(document.url)["ETag"]
    assert client.get(document.url, headers={"if-none-match": etag}).status_code == 304


def test_a_document_cannot_be_had_by_its_path(client, media_folder):
    document = make_document()
    publish(document)
    assert (media_folder / document.file.name).exists()
    assert client.get(f"/media/{document.file.name}").status_code == 404


def test_a_document_of_a_private_collection_asks_who_is_there(client, media_folder):
    private = Collection.get_first_root_node().add_child(name="Nội bộ")
    restriction = CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.GROUPS
    )
    group = Group.objects.create(name="Văn phòng thử")
    restriction.groups.add(group)
    document = make_document(collection=private)
    publish(document)
    assert client.get(document.url).status_code == 302
    stranger = get_user_model().objects.create_user("stranger")
    client.force_login(stranger)
    assert client.get(document.url).status_code in (302, 403)
    member = get_user_model().objects.create_user("member")
    member.groups.add(group)
    client.force_login(member)
    assert client.get(document.url).status_code == 200


@pytest.mark.parametrize("key", ["0", "99999", "9" * 18, "9" * 30, "-1", "1.5", "%00"])
@pytest.mark.parametrize("name", ["x.pdf", "../x", "%00", "a" * 3000, "%E2%80%AE"])
def test_no_address_of_a_document_is_an_error(client, media_folder, key, name):
    assert client.get(f"/documents/{key}/{name}", follow=True).status_code == 404


def test_a_picture_is_served_as_what_it_is_and_kept_for_a_year(client, media_folder):
    image = make_image()
    publish(image)
    ensure_renditions(image)
    for file in (image.file, *(rendition.file for rendition in image.renditions.all())):
        response = client.get(file.url)
        assert response.status_code == 200
        kind = file.name.rsplit(".", 1)[1].replace("jpg", "jpeg")
        assert response["Content-Type"] == f"image/{kind}"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == STERILE
        assert response["Cache-Control"] == "public, max-age=31536000, s-maxage=60, immutable"
        assert not response.has_header("Vary")
        seen = response["Last-Modified"]
        response.close()
        assert client.get(file.url, headers={"if-modified-since": seen}).status_code == 304


def test_a_public_picture_costs_one_query(client, media_folder, django_assert_num_queries):
    """However many pages use it, restricted or not."""
    image = make_image()
    ensure_renditions(image, [get_picture("card")])
    for _number in range(30):
        publish(image)
    restrict(publish(image))
    for file in (image.file, image.renditions.first().file):
        with django_assert_num_queries(1):
            assert client.get(file.url).status_code == 200


def test_two_pictures_never_share_an_address(media_folder):
    first = make_image(file=ContentFile(make_image(size=(30, 30)).file.read(), name="anh.jpg"))
    name = first.file.name
    first.delete()
    default_storage.delete(name)
    second = make_image(size=(50, 50))
    assert second.file.name != name


@pytest.mark.parametrize(
    "path",
    [
        "documents/mau-don.docx",
        "wagtail_uploads/anh.jpg",
        "original_images/page.html",
        "original_images/drawing.svg",
        "original_images/.0123.part",
        "original_images/../documents/mau-don.docx",
        "original_images/%2e%2e/portal.sqlite3",
        "../portal.sqlite3",
        "original_images",
        "original_images/",
        "anh.jpg",
        "original_images/missing.jpg",
        "original_images/no-row.jpg",
        "images/no-row.jpg",
        "media/no-row.mp4",
        "media_captions/no-row.vtt",
        "media_thumbnails/no-row.jpg",
        "avatar_images/no-row.jpg",
        "original_images/a\0.jpg",
        "original_images/" + "a" * 300 + ".jpg",
        "original_images/folder.jpg",
        "",
    ],
)
def test_nothing_but_pictures_of_known_folders_is_served(client, media_folder, path):
    make_document()
    UploadedFile.objects.create(file=ContentFile(b"x", name="anh.jpg"))
    for name in ("images/no-row.jpg", "media/no-row.mp4", "media_captions/no-row.vtt"):
        default_storage.save(name, ContentFile(b"x"))
    for name in ("page.html", "drawing.svg", ".0123.part", "no-row.jpg"):
        (media_folder / "original_images").mkdir(exist_ok=True)
        (media_folder / "original_images" / name).write_bytes(b"<script>")
    (media_folder / "original_images" / "folder.jpg").mkdir()
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_media_is_for_reading(client, media_folder, method):
    assert getattr(client, method)(make_image().file.url).status_code == 405
