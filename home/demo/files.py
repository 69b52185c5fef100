"""The pictures and forms of the sample content, as files of the portal."""

from dataclasses import replace

from django.core.files.base import ContentFile
from django.db.models import Q
from wagtail.models import Collection

from portal.editorial.roles import SHARED_FILES
from portal.files.models import PortalDocument, PortalImage
from portal.files.pictures import all_pictures
from portal.files.publishing import ensure_renditions

from . import texts
from .forms import make_form
from .pictures import PICTURES
from .pictures.catalogue import CREDIT


def shared_collection() -> Collection:
    """Return the collection that every writer may use."""
    found = Collection.objects.filter(depth=2, name=SHARED_FILES).first()
    return found or Collection.get_first_root_node().add_child(name=SHARED_FILES)


def ensure_pictures(collection: Collection) -> tuple[dict[str, PortalImage], int]:
    """Return the illustrations by key, and how many were drawn.

    Each has its sizes at once, so that the portal looks whole from the start; only the AVIF ones, which take
    twenty times as long, wait for the task worker (publication has asked it for them).
    """
    quick = [
        replace(picture, formats=tuple(name for name in picture.formats if name != "avif"))
        for picture in all_pictures()
    ]
    found: dict[str, PortalImage] = {}
    made = 0
    for key, picture in PICTURES.items():
        same = Q(title=picture.title) | Q(file__contains=f"-{key}.")
        image = PortalImage.objects.filter(same, is_sample=True).first()
        if image is None:
            image = PortalImage.objects.create(
                title=picture.title,
                description=picture.alt,
                credit=CREDIT,
                is_sample=True,
                collection=collection,
                file=ContentFile(picture.png(), name=f"{key}.png"),
            )
            ensure_renditions(image, quick)
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
