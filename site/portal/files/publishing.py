"""Renditions are made when a page is published, by the task worker, never while a citizen waits."""

import logging
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from . import uncommitted
from .models import FileUse, PortalImage
from .pictures import Picture, all_pictures, missing_filters

logger = logging.getLogger(__name__)


def picture_page(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Have the pictures of a page made once it is published; connected to `page_published`."""
    transaction.on_commit(partial(make_page_pictures.enqueue, instance.pk))


def picture_image(image: PortalImage) -> None:
    """Have the pictures of an image made anew whose file or focal point was changed."""
    transaction.on_commit(partial(make_image_pictures.enqueue, image.pk))


@task()
def make_page_pictures(page_id: int) -> int:
    """Make what is missing of the pictures of the page, if it is still live."""
    page = Page.objects.live().filter(pk=page_id).first()
    return ensure_page_renditions(page.specific) if page else 0


@task()
def make_image_pictures(image_id: int) -> int:
    """Make what is missing of the pictures of the image, if it is still there."""
    image = PortalImage.objects.filter(pk=image_id).first()
    return ensure_renditions(image) if image else 0


def images_of(page: Page) -> list[PortalImage]:
    """Return every image that the page, as the public sees it, refers to: in fields, blocks and rich text."""
    uses = FileUse.objects.filter(page_id=page.pk, kind=FileUse.Kind.IMAGE, draft=False)
    return list(PortalImage.objects.filter(pk__in=uses.values("file_id")))


def ensure_page_renditions(page: Page) -> int:
    """Make what is missing of the pictures of `page`; return how many were made."""
    return sum(ensure_renditions(image) for image in images_of(page))


def ensure_renditions(image: PortalImage, pictures: Iterable[Picture] | None = None) -> int:
    """Make the renditions of `image` that are missing, one after the other; return how many were made.

    `pictures` are all registered ones unless given. An image whose file can't be read is logged and left out.
    """
    made = 0
    for wanted in missing_filters(image, all_pictures() if pictures is None else pictures):
        try:
            image.create_rendition(wanted)
        except (SourceImageIOError, OSError, ValueError):
            logger.exception("No rendition %s of image %s", wanted.spec, image.pk)
            break
        made += 1
    uncommitted.settle()
    del image.prefetched_renditions
    return made
