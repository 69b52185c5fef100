"""A design as schema.org sees it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models import PosterPage

#: characters of the wording that machines get
TEXT_LENGTH = 5_000


def artwork(poster: "PosterPage") -> dict[str, Any]:
    """Return what a `VisualArtwork` says beyond every page: form, size (in centimetres), makers, licence, words."""
    data: dict[str, Any] = {
        "artform": str(poster.get_kind_display()),
        "inLanguage": poster.languages or ["vi"],
        "creator": creators(poster),
        "license": {"@type": "CreativeWork", "name": str(poster.get_licence_display())},
        "text": poster.search_body()[:TEXT_LENGTH],
    }
    if poster.picture:
        data["image"] = poster.share_url
    if poster.material:
        data["artworkSurface"] = poster.material
    for name, value in (("width", poster.width_cm), ("height", poster.height_cm)):
        if value:
            data[name] = {"@type": "QuantitativeValue", "value": float(value), "unitCode": "CMT"}
    return data


def creators(poster: "PosterPage") -> list[dict[str, str]]:
    """Return the pen name and the office that sign; the responsible office where neither does."""
    office = poster.designed_by.name if poster.designed_by else "" if poster.designer else poster.creator()
    found = (("Person", poster.designer), ("Organization", office))
    return [{"@type": kind, "name": name} for kind, name in found if name]
