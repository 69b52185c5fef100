"""The rarer ways to a file: records beside the pages, reviewers of a draft, parts of pages saved alone."""

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q

from media_assets.models import PerformancePhoto
from news.models import NewsPage
from portal.files import access
from portal.files.models import FileUse, PortalImage, PortalRendition
from tests.editorial.newsroom import Newsroom
from tests.factories.files import image_file, make_image
from tests.factories.performances import PerformancePageFactory, build_performances

pytestmark = pytest.mark.django_db


def get(client, image):
    return client.get(image.file.url).status_code


def test_a_record_that_the_public_sees_makes_its_files_public(client, media_folder, monkeypatch):
    monkeypatch.setattr(access, "_public_uses", {kind: [] for kind in access.MODELS})
    shown, hidden = make_image("hiện"), make_image("ẩn")
    for image in (shown, hidden):
        PortalRendition.objects.create(image=image, filter_spec="x", width=1, height=1, file=image_file())
    assert get(client, shown) == 404
    access.register_public_use(PortalRendition, "image", only=Q(image__title="hiện"))
    assert get(client, shown) == 200
    assert get(client, hidden) == 404


def test_only_fields_that_hold_files_can_be_registered():
    with pytest.raises(FieldDoesNotExist):
        access.register_public_use(NewsPage, "organisation")


def test_who_reviews_a_draft_sees_its_pictures(media_folder):
    """The leaders' stage: they may edit no news but what waits for them."""
    room = Newsroom()
    image = make_image(uploaded_by_user=room["goc"])
    page = room.at_leaders(picture=image)
    leader = room["lanhdao"]
    leader.groups.first().collection_permissions.all().delete()
    leader.groups.first().page_permissions.all().delete()
    assert FileUse.objects.filter(page_id=page.pk, file_id=image.pk).exists()
    assert get(room.as_("lanhdao"), image) == 200
    assert get(room.as_("donvi"), image) == 404
    page.get_latest_revision().publish()
    assert get(room.as_("donvi"), image) == 200


def test_a_part_of_a_page_that_is_saved_alone_counts(client, media_folder):
    page = PerformancePageFactory(parent=build_performances())
    image = make_image()
    photo = PerformancePhoto.objects.create(page=page, image=image)
    assert get(client, image) == 200
    photo.delete()
    assert get(client, image) == 404
    assert PortalImage.objects.filter(pk=image.pk).exists()
