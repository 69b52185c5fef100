"""Posters as a picture for the web and a print file, covers of the magazine: files of the portal."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.base import ContentFile
from wagtail.models import Collection

from portal.files.models import PortalDocument, PortalImage
from portal.files.pictures import Picture

from . import campaign_texts as texts
from .files import ensure_image, quick_pictures, sample
from .pictures.covers import COVERS
from .pictures.posters import DESIGNS, jpeg, pdf

#: pixels across of the picture for the web; the print file has them all
WEB_WIDTH = {"ap-phich": 1500, "pa-no": 2000}

#: how posters and covers are shown; other sizes of them nobody asks for
SHOWN = ("poster", "poster-small", "card", "share")


@dataclass(frozen=True)
class Print:
    """A poster's picture and its print file."""

    picture: PortalImage
    document: PortalDocument


def ensure_prints(collection: Collection) -> tuple[dict[str, Print], int]:
    """Return the posters by address, and how many were drawn: a second or two each."""
    found: dict[str, Print] = {}
    made = 0
    sizes = quick_pictures(SHOWN)
    for text in texts.posters():
        file_name = f"ap-phich-{text.slug}"
        picture = sample(PortalImage, text.title, file_name)
        document = sample(PortalDocument, f"{text.title} – tệp in", file_name)
        if picture is None or document is None:
            picture, document = _draw(text, file_name, collection, sizes, picture, document)
            made += 1
        found[text.slug] = Print(picture, document)
    return found, made


def _draw(
    text: texts.PosterText,
    file_name: str,
    collection: Collection,
    sizes: Iterable[Picture],
    picture: PortalImage | None,
    document: PortalDocument | None,
) -> tuple[PortalImage, PortalDocument]:
    design = DESIGNS[text.slug]
    image, _written = design.draw(text.words)
    width = WEB_WIDTH[text.kind]
    smaller = image.resize((width, round(width * image.height / image.width)), reducing_gap=2.0)
    picture = picture or ensure_image(
        text.title,
        text.picture_shows,
        file_name,
        collection,
        lambda: jpeg(smaller, design.paper.dpi),
        sizes,
        extension="jpg",
    )
    document = document or PortalDocument.objects.create(
        title=f"{text.title} – tệp in",
        is_sample=True,
        collection=collection,
        file=ContentFile(pdf(image, design.paper.dpi, text.title), name=f"{file_name}.pdf"),
    )
    return picture, document


def ensure_covers(collection: Collection) -> dict[str, PortalImage]:
    """Return the covers of the sample issues by key."""
    sizes = quick_pictures(("full", "card", "share", "cover", "magazine-cover"))
    found = {}
    for key, cover in COVERS.items():
        image = sample(PortalImage, cover.title, key)
        found[key] = image or ensure_image(cover.title, cover.alt, key, collection, cover.png, sizes)
    return found
