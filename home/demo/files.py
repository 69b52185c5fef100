"""The pictures and forms of the sample content, as files of the portal; what other files of it are made with."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Q
from wagtail.models import Collection

from portal.editorial.roles import SHARED_FILES
from portal.files.models import PortalDocument, PortalImage
from portal.files.pictures import Picture, all_pictures
from portal.files.publishing import ensure_renditions

from . import texts
from .forms import make_form
from .pictures import PICTURES
from .pictures.catalogue import CREDIT


def collection_named(name: str) -> Collection:
    """Return a collection below the root, made if need be."""
    found = Collection.objects.filter(depth=2, name=name).first()
    return found or Collection.get_first_root_node().add_child(name=name)


def shared_collection() -> Collection:
    """Return the collection that every writer may use."""
    return collection_named(SHARED_FILES)


def quick_pictures(names: Iterable[str] | None = None) -> list[Picture]:
    """Return the registered pictures, or those of them called so, in the formats that are made fast.

    AVIF takes twenty times as long and waits for the task worker, which publication asks for it.
    """
    wanted = None if names is None else set(names)
    return [
        replace(picture, formats=tuple(name for name in picture.formats if name != "avif"))
        for picture in all_pictures()
        if wanted is None or picture.name in wanted
    ]


def sample(model: Any, title: str, file_name: str) -> Any:
    """Return the sample file with this title, or whose file is called so (without extension), or None."""
    same = Q(title=title) | Q(file__contains=f"{file_name}.") | Q(file__contains=f"{file_name}-")
    return model.objects.filter(same, is_sample=True).first()


def ensure_image(
    title: str,
    shows: str,
    file_name: str,
    collection: Collection,
    draw: Callable[[], bytes],
    sizes: Iterable[Picture],
    *,
    extension: str = "png",
) -> PortalImage:
    """Make a sample image with its sizes at once, so that the portal looks whole from the start."""
    image = PortalImage.objects.create(
        title=title,
        description=shows,
        credit=CREDIT,
        is_sample=True,
        collection=collection,
        file=ContentFile(draw(), name=f"{file_name}.{extension}"),
    )
    ensure_renditions(image, sizes)
    return image


def ensure_pictures(collection: Collection) -> tuple[dict[str, PortalImage], int]:
    """Return the illustrations by key, and how many were drawn."""
    quick = quick_pictures()
    found: dict[str, PortalImage] = {}
    made = 0
    for key, picture in PICTURES.items():
        same = Q(title=picture.title) | Q(file__contains=f"-{key}.")
        image = PortalImage.objects.filter(same, is_sample=True).first()
        if image is None:
            image = ensure_image(picture.title, picture.alt, key, collection, picture.png, quick)
            made += 1
        found[key] = image
    return found, made


def ensure_forms(collection: Collection) -> tuple[dict[str, PortalDocument], int]:
    """Return the forms of the fictitious procedures by file name, and how many were made."""
    found: dict[str, PortalDocument] = {}
    made = 0
    for name, text in texts.form_texts().items():
        title = f"{text['number']}: {text['title'].capitalize()} {text['subtitle'][0].lower()}{text['subtitle'][1:]}"
        stem = name.removesuffix(".docx")
        same = Q(title=title) | Q(file__contains=f"/{stem}")
        document = PortalDocument.objects.filter(same, is_sample=True).first()
        if document is None:
            document = PortalDocument.objects.create(
                title=title,
                is_sample=True,
                collection=collection,
                file=ContentFile(make_form(text), name=name),
            )
            made += 1
        found[name] = document
    return found, made
