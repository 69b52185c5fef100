"""Every pair of colours that meets on a page can be told apart (WCAG 2.2: 1.4.3 text, 1.4.11 parts)."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "site" / "portal" / "static" / "portal"

GROUNDS = ("paper", "surface", "mist")

#: text on its ground: 4.5 to 1
TEXT = [
    *(
        (text, ground)
        for text in ("text", "quiet", "indigo", "link", "link-visited", "jade")
        for ground in GROUNDS
    ),
    ("on-indigo", "indigo"),
    ("on-indigo-quiet", "indigo"),
    ("on-indigo", "indigo-deep"),
    ("on-jade", "jade"),
    ("on-jade", "jade-deep"),
    ("jade-deep", "jade-pale"),
    ("text", "jade-pale"),
    ("quiet", "jade-pale"),
    ("red", "red-pale"),
    ("red", "paper"),
    ("sample-text", "sample-ground"),
    ("text", "mark-ground"),
    ("link", "mark-ground"),
    ("link-visited", "mark-ground"),
]

#: edges of fields, focus rings, signs: 3 to 1
PARTS = [
    *((part, ground) for part in ("edge", "focus") for ground in GROUNDS),
    ("focus-on-indigo", "indigo"),
    ("gold", "indigo"),
    ("on-indigo-quiet", "indigo"),
    ("jade", "surface"),
]


def luminance(colour: str) -> float:
    """Return the relative luminance (0 to 1) of `#rrggbb`, after WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return how far two colours are apart, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def colours() -> dict[str, str]:
    css = (STATIC / "frame.css").read_text()
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(colours: dict[str, str], text: str, ground: str) -> None:
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize(("part", "ground"), PARTS)
def test_parts_stand_out_from_their_ground(colours: dict[str, str], part: str, ground: str) -> None:
    assert contrast(colours[part], colours[ground]) >= 3


def test_colours_are_named_in_one_place() -> None:
    for sheet in STATIC.glob("*.css"):
        body = sheet.read_text().split("--font:")[-1] if sheet.name == "frame.css" else sheet.read_text()
        body = re.sub(r'url\("data:.*?"\)', "", body)
        strays = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", body)) - {"#000"}
        assert not strays, f"{sheet.name}: {strays}"


def test_the_sheets_of_a_page_stay_light() -> None:
    """Every page loads three sheets, and at most one of its own."""
    sizes = {sheet.name: sheet.stat().st_size for sheet in STATIC.glob("*.css")}
    shared = sum(sizes.pop(name) for name in ("frame.css", "parts.css", "print.css"))
    assert shared + max(sizes.values()) <= 30_000
    assert (STATIC / "portal.js").stat().st_size <= 6_000
