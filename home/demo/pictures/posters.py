"""The posters of the sample content: what each shows and where its words stand.

The words themselves come from `content/posters/`; a layout writes them all, in that order.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image

from . import culture_posters, office_posters, panos
from .canvas import GOLD, GOLD_PALE, INDIGO, INDIGO_PALE, JADE, PAPER, RED, WHITE, Canvas
from .lettering import REGULAR, Lettering


@dataclass(frozen=True)
class Paper:
    """A print size: units of the drawing, pixels to the unit, dots to the inch of the print."""

    size: tuple[float, float]
    density: float
    dpi: float
    width_mm: int
    height_mm: int


#: 2480 × 3508 pixels
A2 = Paper((1000, 1414.5), 2.48, 150, 420, 594)
#: 4800 × 2400 pixels: enough for a board that is read from the road
PANO = Paper((1600, 800), 3.0, 40.64, 3000, 1500)

#: writes all of the words; the pen keeps which
Layout = Callable[[Lettering, Sequence[str]], None]


@dataclass(frozen=True)
class Design:
    """A poster to draw."""

    key: str
    paper: Paper
    scene: Callable[[Canvas], None]
    layout: Layout

    def draw(self, words: Sequence[str], share: float = 1.0) -> tuple[Image.Image, list[str]]:
        """Return the picture at `share` of its print size, and what was written on it, in order."""
        density = self.paper.density * share
        canvas = Canvas(PAPER, self.paper.size, density)
        self.scene(canvas)
        image = canvas.finish()
        pen = Lettering(image, density)
        self.layout(pen, words)
        return image, pen.written


def jpeg(image: Image.Image, dpi: float) -> bytes:
    """Return the picture as a JPEG."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=88, dpi=(dpi, dpi))
    return buffer.getvalue()


def pdf(image: Image.Image, dpi: float, title: str) -> bytes:
    """Return the picture as a PDF page of its real size, for the printer."""
    buffer = io.BytesIO()
    image.save(buffer, "PDF", resolution=dpi, title=title, quality=90)
    return buffer.getvalue()


def _office(pen: Lettering, name: str, colour: str, x: float = 70, y: float = 58) -> None:
    pen.write(name, x, y, 21, colour)
    pen.draw.rectangle([_px(pen, x), _px(pen, y + 38), _px(pen, x + 84), _px(pen, y + 43)], fill=GOLD)


def _px(pen: Lettering, units: float) -> int:
    return round(units * pen.density)


def _points(
    pen: Lettering,
    words: Sequence[str],
    x: float,
    y: float,
    width: float,
    size: float,
    colour: str,
    gap: float,
) -> float:
    """Write `words` as points with a golden diamond before each; return where the next would begin."""
    for text in words:
        middle, half = y + size * 0.68, size * 0.3
        corners = [(x - half, middle), (x, middle - half), (x + half, middle), (x, middle + half)]
        pen.draw.polygon([(_px(pen, a), _px(pen, b)) for a, b in corners], fill=GOLD)
        y = pen.write(text, x + size, y, size, colour, width=width, leading=1.32) + gap
    return y


def _one_stop(pen: Lettering, words: Sequence[str]) -> None:
    office, head, sub, *points, note = words
    _office(pen, office, INDIGO)
    y = pen.write(head, 70, 130, 104, INDIGO, width=880, leading=1.08)
    pen.write(sub, 70, y + 26, 36, RED, width=880, leading=1.3)
    _points(pen, points, 90, 1134, 780, 33, WHITE, 12)
    pen.write(note, 70, 1370, 17, INDIGO_PALE, weight=REGULAR)


def _from_home(pen: Lettering, words: Sequence[str]) -> None:
    office, head, sub, address, note = words
    _office(pen, office, GOLD_PALE)
    y = pen.write(head, 70, 126, 98, WHITE, width=880, leading=1.08)
    pen.write(sub, 70, y + 30, 32, "#d3e5df", width=860, leading=1.32)
    pen.write(address, 500, 1304, 42, GOLD_PALE, align=0.5)
    pen.write(note, 500, 1372, 17, INDIGO_PALE, weight=REGULAR, align=0.5)


def _rights(pen: Lettering, words: Sequence[str]) -> None:
    office, head, sub, *points, note = words
    _office(pen, office, GOLD_PALE, x=198)
    y = pen.write(head, 198, 128, 92, WHITE, width=760, leading=1.1)
    pen.write(sub, 198, y + 30, 31, GOLD_PALE, width=720, leading=1.3)
    for row, text in enumerate(points):
        y = 560 + row * 150
        pen.write(
            text, 336, y - 46 if pen.length(text, 39) > 600 else y - 24, 39, WHITE, width=610, leading=1.22
        )
    pen.write(note, 198, 1372, 17, INDIGO_PALE, weight=REGULAR)


def _open_pages(pen: Lettering, words: Sequence[str]) -> None:
    office, head, sub, call, note = words
    _office(pen, office, INDIGO)
    y = pen.write(head, 70, 126, 100, INDIGO, width=880, leading=1.08)
    pen.write(sub, 70, y + 28, 33, JADE, width=840, leading=1.32)
    pen.write(call, 500, 1252, 37, RED, align=0.5)
    pen.write(note, 500, 1372, 17, INDIGO, weight=REGULAR, align=0.5)


def _festival(pen: Lettering, words: Sequence[str]) -> None:
    office, head, *points, note = words
    _office(pen, office, GOLD_PALE)
    y = pen.write(head, 70, 1086, 84, WHITE, width=880, leading=1.1)
    _points(pen, points, 86, y + 24, 830, 32, GOLD_PALE, 3)
    pen.write(note, 70, 1374, 17, "#e7c9c4", weight=REGULAR)


def _heritage(pen: Lettering, words: Sequence[str]) -> None:
    office, head, sub, note = words
    _office(pen, office, GOLD_PALE)
    y = pen.write(head, 500, 1084, 70, WHITE, width=880, align=0.5, leading=1.12)
    pen.write(sub, 500, y + 22, 29, GOLD_PALE, width=820, align=0.5, leading=1.32)
    pen.write(note, 500, 1374, 17, INDIGO_PALE, weight=REGULAR, align=0.5)


def _pupils(pen: Lettering, words: Sequence[str]) -> None:
    office, kind, head, *points, note = words
    _office(pen, office, INDIGO)
    pen.write(kind, 70, 126, 34, RED)
    pen.write(head, 70, 178, 108, INDIGO, width=860, leading=1.08)
    _points(pen, points, 90, 1146, 800, 31, WHITE, 8)
    pen.write(note, 70, 1374, 17, INDIGO_PALE, weight=REGULAR)


def _great_falls(pen: Lettering, words: Sequence[str]) -> None:
    office, head, *points, note = words
    _office(pen, office, GOLD_PALE, y=50)
    y = pen.write(head, 70, 120, 92, WHITE, width=600, leading=1.1)
    _points(pen, points, 88, y + 36, 520, 34, GOLD_PALE, 12)
    pen.write(note, 70, 708, 15, INDIGO_PALE, weight=REGULAR)


def _ask_first(pen: Lettering, words: Sequence[str]) -> None:
    office, head, sub, note = words
    _office(pen, office, INDIGO, y=44)
    y = pen.write(head, 800, 92, 92, INDIGO, width=1460, align=0.5, leading=1.1)
    pen.write(sub, 800, y + 20, 33, RED, width=1200, align=0.5, leading=1.3)
    pen.write(note, 1530, 48, 15, INDIGO, weight=REGULAR, align=1)


def _welcome(pen: Lettering, words: Sequence[str]) -> None:
    office, head, head_en, first, first_en, second, second_en, note = words
    _office(pen, office, GOLD_PALE, y=46)
    y = pen.write(head, 70, 112, 54, WHITE, width=590, leading=1.12)
    y = pen.write(head_en, 70, y + 12, 31, GOLD_PALE, width=540, leading=1.24) + 30
    for text, english in ((first, first_en), (second, second_en)):
        y = pen.write(text, 70, y, 31, WHITE, width=510, leading=1.22)
        y = pen.write(english, 70, y + 4, 25, GOLD_PALE, width=500, weight=REGULAR, leading=1.28) + 20
    pen.write(note, 70, 706, 15, "#d3e5df", weight=REGULAR)


_ALL = (
    Design("mot-cua-mot-lan", A2, office_posters.one_stop, _one_stop),
    Design("nop-ho-so-tai-nha", A2, office_posters.from_home, _from_home),
    Design("quyen-cua-ban", A2, office_posters.rights, _rights),
    Design("mo-trang-sach", A2, culture_posters.open_pages, _open_pages),
    Design("le-hoi-sach", A2, culture_posters.festival, _festival),
    Design("giu-tieng-dan-tinh", A2, culture_posters.heritage, _heritage),
    Design("em-ke-chuyen-mot-cua", A2, culture_posters.pupils, _pupils),
    Design("den-ban-gioc", PANO, panos.great_falls, _great_falls),
    Design("hoi-truoc-khi-di", PANO, panos.ask_first, _ask_first),
    Design("chao-ban-den-cao-bang", PANO, panos.welcome, _welcome),
)

DESIGNS: dict[str, Design] = {design.key: design for design in _ALL}
