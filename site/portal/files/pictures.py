"""Pictures on public pages: which sizes there are, and the HTML that offers them.

A room registers the pictures its templates show (`register_picture`); when a page is published, `publishing`
makes every registered size of its images. While a citizen waits nothing is made and nothing is written: what
is missing is left out, down to the stored picture itself.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.images.models import Filter

from .models import PortalImage, PortalRendition

# In the order in which a browser should choose; the last is for those that know neither of the others.
FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}


@dataclass(frozen=True)
class Picture:
    """One way of showing an image.

    `widths` in pixels, rising; `sizes` as in HTML (how wide the picture is shown); `ratio` (width, height)
    cuts the image to that shape around its focal point, None keeps its own shape.
    """

    name: str
    widths: tuple[int, ...]
    sizes: str = "100vw"
    ratio: tuple[int, int] | None = None
    formats: tuple[str, ...] = tuple(FORMATS)

    def specs(self, image: PortalImage) -> dict[str, list[str]]:
        """Return Wagtail's filter specs by format, for the widths that `image` can fill without being blown up."""
        useful = [width for width in self.widths if width < image.width]
        useful += [width for width in self.widths if width >= image.width][:1]
        return {name: [self._spec(width, name) for width in useful] for name in self.formats}

    def _spec(self, width: int, format_name: str) -> str:
        if self.ratio is None:
            return f"width-{width}|format-{format_name}"
        height = round(width * self.ratio[1] / self.ratio[0])
        return f"fill-{width}x{height}|format-{format_name}"


_pictures: dict[str, Picture] = {}


def register_picture(
    name: str,
    widths: tuple[int, ...],
    *,
    sizes: str = "100vw",
    ratio: tuple[int, int] | None = None,
    formats: tuple[str, ...] = tuple(FORMATS),
) -> Picture:
    """Make `name` known to the template tag and to publication. The same name with other values is an error."""
    picture = Picture(name, tuple(sorted(widths)), sizes, ratio, formats)
    if _pictures.setdefault(name, picture) != picture:
        raise ValueError(f"The picture {name!r} is registered already with other values")
    return picture


def get_picture(name: str) -> Picture:
    """Return the picture registered as `name`; KeyError names those there are."""
    try:
        return _pictures[name]
    except KeyError:
        raise KeyError(
            f"No picture {name!r} is registered; there are {', '.join(sorted(_pictures))}"
        ) from None


def all_pictures() -> tuple[Picture, ...]:
    return tuple(_pictures.values())


register_picture("full", (360, 720, 1280), sizes="(min-width: 60rem) 56rem, 100vw")
register_picture("card", (320, 640), sizes="(min-width: 48rem) 20rem, 100vw", ratio=(16, 9))
register_picture("share", (1200,), ratio=(1200, 630), formats=("jpeg",))


@lru_cache(maxsize=256)
def _filter(spec: str) -> Filter:
    return Filter(spec)


def prefetch_renditions(images: Iterable[PortalImage | None]) -> None:
    """Fetch the renditions of all `images` in one query; those that have theirs, and None, are passed over."""
    waiting = [image for image in images if image is not None and image._get_prefetched_renditions() is None]
    if not waiting:
        return
    by_image: dict[int, list[PortalRendition]] = defaultdict(list)
    for rendition in PortalRendition.objects.filter(image__in={image.pk for image in waiting}):
        by_image[rendition.image_id].append(rendition)
    for image in waiting:
        image.prefetched_renditions = by_image[image.pk]


def existing(image: PortalImage, picture: Picture) -> dict[str, list[PortalRendition]]:
    """Return the renditions of `image` that are there, by format and rising in width. Makes none."""
    prefetch_renditions([image])
    specs = picture.specs(image)
    found = image.find_existing_renditions(*(_filter(spec) for group in specs.values() for spec in group))
    by_spec = {key.spec: rendition for key, rendition in found.items()}
    return {name: [by_spec[spec] for spec in group if spec in by_spec] for name, group in specs.items()}


def missing_filters(image: PortalImage, pictures: Iterable[Picture]) -> list[Filter]:
    """Return the filters of `pictures` for which `image` has no rendition yet. One query."""
    specs = dict.fromkeys(spec for p in pictures for group in p.specs(image).values() for spec in group)
    filters = [_filter(spec) for spec in specs]
    image.prefetched_renditions = list(PortalRendition.objects.filter(image=image))
    found = image.find_existing_renditions(*filters)
    return [wanted for wanted in filters if wanted not in found]


def picture_html(image: PortalImage | None, name: str, **attrs: str | int | bool | None) -> SafeString:
    """Return `<picture>` with every format and width of `image` that exists; "" without an image.

    `attrs` go to the `<img>`; `alt` and `sizes` among them replace the image's and the picture's own.
    """
    if image is None:
        return SafeString("")
    picture = get_picture(name)
    sizes = attrs.pop("sizes", picture.sizes)
    groups = {kind: found for kind, found in existing(image, picture).items() if found}
    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        ((FORMATS[kind], _srcset(found), sizes) for kind, found in groups.items() if kind != "jpeg"),
    )
    fallback = groups.get("jpeg") or []
    shown: PortalRendition | PortalImage = fallback[-1] if fallback else image
    standard: dict[str, str | int | bool | None] = {
        "src": shown.file.url,
        "width": shown.width,
        "height": shown.height,
        "alt": image.shown_alt,
        "loading": "lazy",
        "decoding": "async",
    }
    if len(fallback) > 1:
        standard |= {"srcset": _srcset(fallback), "sizes": sizes}
    kept = {key: value for key, value in {**standard, **attrs}.items() if value is not None}
    return format_html("<picture>{}<img{}></picture>", sources, flatatt(kept))


def picture_url(image: PortalImage | None, name: str = "share") -> str:
    """Return the address of the widest rendition that exists in the plainest format, else of the image; "" for None."""
    if image is None:
        return ""
    groups = existing(image, get_picture(name))
    for kind in reversed(FORMATS):
        if groups.get(kind):
            return str(groups[kind][-1].file.url)
    return str(image.file.url)


def _srcset(renditions: list[PortalRendition]) -> str:
    return ", ".join(f"{rendition.file.url} {rendition.width}w" for rendition in renditions)
