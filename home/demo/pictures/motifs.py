"""Shapes that return from picture to picture: peaks, water, brocade, paper, a telephone."""

from collections.abc import Sequence

from .canvas import (
    GOLD,
    INDIGO,
    INDIGO_DEEP,
    INDIGO_PALE,
    JADE,
    PAPER,
    PAPER_SHADE,
    RED,
    STONE_PALE,
    WHITE,
    Canvas,
)

#: middle, half width and height of a peak, in pixels
Peak = tuple[float, float, float]


def peaks(canvas: Canvas, base: float, towers: Sequence[Peak], fill: str, lit: str = "") -> None:
    """Draw limestone towers that stand on `base`; `lit` colours the side that the sun reaches."""
    outline = [(float(x), base - skyline(towers, x)) for x in range(0, round(canvas.width) + 2, 2)]
    canvas.polygon([*outline, (canvas.width, canvas.height), (0, canvas.height)], fill)
    for tower in towers if lit else ():
        lit_side(canvas, base, tower, towers, lit)


def rise(tower: Peak, x: float) -> float:
    """Return how high `tower` stands at `x`; one flank is steeper, as of limestone that water has cut."""
    middle, half, tall = tower
    steep = 3.4 if (x < middle) == (int(middle) % 20 < 10) else 1.9
    return tall * (1 - min(1.0, abs((x - middle) / half)) ** steep)


def skyline(towers: Sequence[Peak], x: float) -> float:
    """Return the height of the highest tower at `x`."""
    return max(0.0, *(rise(tower, x) for tower in towers))


def lit_side(canvas: Canvas, base: float, tower: Peak, towers: Sequence[Peak], fill: str) -> None:
    """Draw the left side of one tower where no other tower stands higher, with a ragged edge."""
    middle, half, tall = tower
    across = [middle - half + half * 1.02 * step / 40 for step in range(41)]
    edge = [(x, base - rise(tower, x)) for x in across if rise(tower, x) >= skyline(towers, x) - 0.5]
    if len(edge) < 20:
        return
    top = edge[-1][1]
    ragged = [(0.22, 0.18), (0.10, 0.30), (0.36, 0.46), (0.28, 0.60), (0.56, 0.76)]
    foot = (max(edge[0][0], middle - half * 0.66), base - tall * 0.1)
    canvas.polygon([*edge, *((middle - half * dx, top + tall * dy) for dx, dy in ragged), foot], fill)


def ripples(
    canvas: Canvas, lines: Sequence[tuple[float, float, float]], colour: str, width: float = 4
) -> None:
    """Draw flat strokes on water: (x, y, length) each."""
    for x, y, length in lines:
        canvas.line([(x, y), (x + length, y)], colour, width)


def brocade(canvas: Canvas, y: float, height: float, *, x: float = 0, width: float | None = None) -> None:
    """Draw a band of woven diamonds, `height` units high, from `x` on; across the canvas unless told."""
    width = canvas.width if width is None else width
    canvas.rect(x, y, width, height, INDIGO_DEEP)
    rim = height * 0.07
    canvas.rect(x, y, width, rim, GOLD)
    canvas.rect(x, y + height - rim, width, rim, GOLD)
    count = max(1, round(width / (height * 0.92)))
    cell = width / count
    middle = y + height / 2
    for index in range(count):
        diamond(canvas, x + cell * (index + 0.5), middle, cell * 0.40, height * 0.34, RED)
        diamond(canvas, x + cell * (index + 0.5), middle, cell * 0.25, height * 0.21, PAPER)
        diamond(canvas, x + cell * (index + 0.5), middle, cell * 0.13, height * 0.11, JADE)
        for side in (-1, 1):
            spot = middle + side * height * 0.29
            if index:
                diamond(canvas, x + cell * index, spot, cell * 0.09, height * 0.08, PAPER)
        if index:
            diamond(canvas, x + cell * index, middle, cell * 0.06, height * 0.05, GOLD)


def diamond(canvas: Canvas, x: float, y: float, across: float, down: float, fill: str) -> None:
    """Fill a diamond with its middle at (x, y)."""
    canvas.polygon([(x - across, y), (x, y - down), (x + across, y), (x, y + down)], fill)


def sheet(
    canvas: Canvas, x: float, y: float, width: float, height: float, *, lines: int = 6, head: bool = True
) -> None:
    """Draw a form: a heading in the middle, then dotted-looking lines."""
    canvas.rect(x + 10, y + 12, width, height, PAPER_SHADE, 6)
    canvas.rect(x, y, width, height, WHITE, 6)
    top = y + height * 0.09
    if head:
        canvas.rect(x + width * 0.25, top, width * 0.5, height * 0.022, INDIGO, 3)
        canvas.rect(x + width * 0.34, top + height * 0.045, width * 0.32, height * 0.014, RED, 3)
        top += height * 0.14
    gap = (y + height * 0.90 - top) / max(1, lines)
    for index in range(lines):
        line_y = top + gap * (index + 0.5)
        short = 0.5 if index % 3 == 2 else 0.78
        canvas.rect(x + width * 0.11, line_y, width * short, max(5.0, height * 0.011), STONE_PALE, 3)


def tick(canvas: Canvas, x: float, y: float, size: float, *, done: bool = True) -> None:
    """Draw a box to tick, `size` pixels wide; ticked in jade when `done`."""
    canvas.rect(x, y, size, size, JADE if done else WHITE, size * 0.2)
    if done:
        mark = [(x + size * 0.24, y + size * 0.52), (x + size * 0.43, y + size * 0.71)]
        canvas.line([*mark, (x + size * 0.77, y + size * 0.30)], WHITE, size * 0.12)
    else:
        canvas.frame(x, y, size, size, INDIGO_PALE, size * 0.09, size * 0.2)


def telephone(canvas: Canvas, x: float, y: float, width: float, height: float) -> tuple[float, ...]:
    """Draw a telephone with an empty screen; return the screen as (x, y, width, height)."""
    edge = width * 0.045
    canvas.rect(x, y, width, height, INDIGO_DEEP, width * 0.13)
    screen = (x + edge, y + edge, width - 2 * edge, height - 2 * edge)
    canvas.rect(*screen, PAPER, width * 0.095)
    canvas.rect(
        x + width * 0.38, y + edge + width * 0.045, width * 0.24, width * 0.035, INDIGO_DEEP, width * 0.018
    )
    return screen


def leafy(canvas: Canvas, x: float, y: float, size: float, fill: str) -> None:
    """Draw a bush of three rounds that stands on `y`."""
    canvas.circle(x - size * 0.55, y - size * 0.35, size * 0.5, fill)
    canvas.circle(x + size * 0.55, y - size * 0.35, size * 0.5, fill)
    canvas.circle(x, y - size * 0.65, size * 0.65, fill)
    canvas.rect(x - size, y - size * 0.4, size * 2, size * 0.4, fill, size * 0.2)
