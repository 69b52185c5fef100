"""Addresses made of names: those that the editors' side writes while a title is typed, and free ones for records."""

from collections import defaultdict

from django.db.models import Model, SlugField
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import SlugInput

from portal.text import fold, slugify_vi

#: as long as those that the server makes, in characters; whole words only
LENGTH = 80
#: Latin letters with marks: Latin-1, Extended-A and B, Extended Additional (ạ, ộ, ữ …)
_MARKED = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]


def formatters() -> list[tuple[str, str]]:
    """Return what `SlugInput` replaces in a title, in order: patterns that Python and JavaScript both read.

    Wagtail's own script turns "Đăng ký hội" into "djang-ky-hi": it knows neither đ nor two marks on one letter.
    """
    letters: dict[str, str] = defaultdict(str)
    for code in _MARKED:
        plain = fold(chr(code))
        if plain.isascii() and plain.isalpha():
            letters[plain] += chr(code)
    return [
        (r"[\u0300-\u036f]+", ""),
        *((f"[{marked}]", plain) for plain, marked in sorted(letters.items())),
        (r"[^A-Za-z0-9-]+", " "),
        (r" [ -]+|-+ [ -]*", " "),
        (r"^[ -]+|[ -]+$", ""),
        # A finished address has no spaces: it is never cut when an editor passes through its field.
        (rf"^(.{{1,{LENGTH}}})(?: .*)?$", "$1"),
    ]


def register() -> None:
    """Give every address on the editors' side this way of writing it."""
    register_form_field_override(SlugField, override={"widget": SlugInput(formatters=formatters())})


def free_slug(record: Model, name: str, otherwise: str) -> str:
    """Return an address of at most 100 characters and a number that no other record of its kind has.

    It is made of `name`, or is `otherwise` where no letter of the name can stand in an address.
    """
    wanted = slugify_vi(name, 100) or otherwise
    others = type(record)._default_manager.exclude(pk=record.pk).filter(slug__startswith=wanted)
    taken = set(others.values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
