"""A small drawing surface: flat shapes, smooth edges, the portal's colours.

Everything is drawn twice as large and halved at the end, which smooths the edges. Coordinates are
units of the surface, (0, 0) at the top left: pixels of an illustration of 1600 × 900, or parts of a poster
whose print size has `density` pixels to the unit.
"""

import math
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
SCALE = 2

Point = tuple[float, float]

PAPER = "#f7f3ea"
PAPER_SHADE = "#ece5d5"
WHITE = "#fffdf8"
INDIGO = "#1f3a5f"
INDIGO_DEEP = "#16294a"
INDIGO_MID = "#3d5a80"
INDIGO_PALE = "#c3cede"
JADE = "#0f6b5f"
JADE_MID = "#3f8f82"
JADE_LIGHT = "#86b8ac"
JADE_PALE = "#d3e5df"
RED = "#a61c28"
RED_DEEP = "#7d1520"
GOLD = "#d6a23f"
GOLD_PALE = "#eed9a8"
STONE_DARK = "#6d767c"
STONE = "#98a0a3"
STONE_LIGHT = "#bfc4c2"
STONE_PALE = "#dcdeda"
WOOD = "#8a5a3b"
WOOD_DARK = "#6b432b"
SKIN = "#d9a680"


class Canvas:
    """Draws shapes onto a picture that is larger than the finished one."""

    def __init__(
        self, background: str = PAPER, size: tuple[float, float] = (WIDTH, HEIGHT), density: float = 1.0
    ) -> None:
        self.width, self.height = size
        self.scale = density * SCALE
        pixels = (round(self.width * density) * SCALE, round(self.height * density) * SCALE)
        self.image = Image.new("RGB", pixels, background)
        self.draw = ImageDraw.Draw(self.image)

    def finish(self) -> Image.Image:
        """Return the picture at its real size."""
        return self.image.reduce(SCALE)

    def polygon(self, points: Iterable[Point], fill: str) -> None:
        self.draw.polygon([(x * self.scale, y * self.scale) for x, y in points], fill=fill)

    def rect(self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0) -> None:
        box = (x * self.scale, y * self.scale, (x + width) * self.scale - 1, (y + height) * self.scale - 1)
        self.draw.rounded_rectangle(box, radius * self.scale, fill=fill)

    def frame(
        self, x: float, y: float, width: float, height: float, colour: str, line: float, radius: float = 0
    ) -> None:
        """Draw the outline of a rectangle, `line` pixels thick, inside its edges."""
        box = (x * self.scale, y * self.scale, (x + width) * self.scale - 1, (y + height) * self.scale - 1)
        self.draw.rounded_rectangle(box, radius * self.scale, outline=colour, width=round(line * self.scale))

    def circle(self, x: float, y: float, radius: float, fill: str) -> None:
        self.ellipse(x, y, radius, radius, fill)

    def ellipse(self, x: float, y: float, across: float, down: float, fill: str) -> None:
        """Fill an ellipse with its middle at (x, y) and half axes `across` and `down`."""
        box = (
            (x - across) * self.scale,
            (y - down) * self.scale,
            (x + across) * self.scale,
            (y + down) * self.scale,
        )
        self.draw.ellipse(box, fill=fill)

    def arc(
        self, x: float, y: float, radius: float, start: float, end: float, colour: str, line: float
    ) -> None:
        """Draw an arc from `start` to `end` degrees (clockwise, 0 at three o'clock) with round ends."""
        outer = radius + line / 2
        box = (
            (x - outer) * self.scale,
            (y - outer) * self.scale,
            (x + outer) * self.scale,
            (y + outer) * self.scale,
        )
        self.draw.arc(box, start, end, fill=colour, width=round(line * self.scale))
        for angle in (math.radians(start), math.radians(end)):
            self.circle(x + radius * math.cos(angle), y + radius * math.sin(angle), line / 2, colour)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draw a line through `points` with round joins and ends."""
        scaled = [(x * self.scale, y * self.scale) for x, y in points]
        self.draw.line(scaled, fill=colour, width=round(width * self.scale), joint="curve")
        half = width * self.scale / 2
        for x, y in (scaled[0], scaled[-1]):
            self.draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)

    def curve(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draw a smooth line through `points`."""
        self.line(smooth(points), colour, width)

    def blob(self, points: Sequence[Point], fill: str) -> None:
        """Fill the closed smooth shape through `points`."""
        closed = [points[-1], *points, points[0], points[1]]
        self.polygon(smooth(closed)[STEPS:-STEPS], fill)

    def below(self, points: Sequence[Point], fill: str, bottom: float | None = None) -> None:
        """Fill everything between the smooth line through `points` and `bottom`, the edge unless given."""
        bottom = self.height if bottom is None else bottom
        line = smooth(points)
        self.polygon([*line, (line[-1][0], bottom), (line[0][0], bottom)], fill)


STEPS = 16


def smooth(points: Sequence[Point]) -> list[Point]:
    """Return a finer line through `points` (Catmull-Rom spline)."""
    padded = [points[0], *points, points[-1]]
    line: list[Point] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(STEPS):
            t = step / STEPS
            line.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    line.append((float(points[-1][0]), float(points[-1][1])))
    return line


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
