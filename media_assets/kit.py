"""The files that one takes home with a design."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from portal.files.messages import file_size
from portal.files.models import PortalImage
from portal.files.pictures import existing, get_picture
from portal.files.templatetags.portal_files import kind_and_size

if TYPE_CHECKING:
    from .models import PosterPage

#: width in pixels of the picture for web pages and messages
WEB_WIDTH = 1280


@dataclass(frozen=True)
class KitFile:
    """A file to take: what the link says, its kind and size told beforehand, what else a printer must know."""

    words: str
    url: str
    facts: str
    note: str = ""
    #: name that the browser gives the file; a document brings its own
    filename: str = ""
    is_print: bool = False


def kit_of(poster: "PosterPage") -> list[KitFile]:
    """Return the files of a design: for print, for the web, and the picture as it was handed in."""
    return [*_print_files(poster), *(_pictures(poster.picture, poster.slug) if poster.picture else [])]


def _print_files(poster: "PosterPage") -> list[KitFile]:
    found = []
    for file in poster.print_files.select_related("document"):
        words = gettext("Take the print file")
        if file.size:
            words = gettext("Take the print file, %(size)s") % {"size": file.size}
        facts = kind_and_size(file.document)
        found.append(KitFile(words, file.document.url, facts, file.colours, is_print=True))
    return found


def _pictures(image: PortalImage, slug: str) -> list[KitFile]:
    shown = existing(image, get_picture("poster"))["jpeg"]
    found = []
    if shown:
        web = shown[-1]
        facts = gettext("JPG, %(width)s × %(height)s pixels") % {"width": web.width, "height": web.height}
        words = gettext("Take the picture for the web")
        found.append(KitFile(words, web.file.url, facts, filename=f"{slug}-{web.width}px.jpg"))
    if not shown or image.width > WEB_WIDTH:
        extension = image.filename.rpartition(".")[2].lower()
        size = f", {file_size(image.file_size)}" if image.file_size else ""
        facts = gettext("%(kind)s, %(width)s × %(height)s pixels") % {
            "kind": extension.upper().replace("JPEG", "JPG"),
            "width": image.width,
            "height": image.height,
        }
        words, name = gettext("Take the largest picture"), f"{slug}.{extension}"
        found.append(KitFile(words, image.file.url, facts + size, filename=name))
    return found
