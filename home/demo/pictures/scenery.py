"""Large motifs of posters: hills in layers, the waterfall, the water wheel, the festival's pole, the lute."""

import math
from collections.abc import Sequence

from .canvas import (
    GOLD,
    GOLD_PALE,
    INDIGO,
    INDIGO_DEEP,
    JADE,
    JADE_LIGHT,
    JADE_MID,
    JADE_PALE,
    PAPER,
    RED,
    RED_DEEP,
    STONE_DARK,
    WHITE,
    WOOD,
    WOOD_DARK,
    Canvas,
    Point,
)
from .motifs import Peak, peaks


def ranges(canvas: Canvas, base: float, layers: Sequence[tuple[str, Sequence[Peak]]], step: float) -> None:
    """Draw ranges of peaks one before the other, each standing `step` lower than the one behind."""
    for place, (colour, towers) in enumerate(layers):
        peaks(canvas, base + place * step, towers, colour)


def hills(canvas: Canvas, tops: Sequence[tuple[str, float, float, float]]) -> None:
    """Draw rolling ground in layers: (colour, height of its top, how much it waves, where the wave begins)."""
    for colour, top, wave, phase in tops:
        steps = [canvas.width * part / 12 for part in range(-1, 14)]
        line = [(x, top + wave * math.sin(x / canvas.width * 5.2 + phase)) for x in steps]
        canvas.below(line, colour)


def waterfall(canvas: Canvas, x: float, top: float, width: float, drops: Sequence[float]) -> None:
    """Draw falls in steps: each of `drops` is how deep the next fall is; every one is wider than the last."""
    y = top
    for place, drop in enumerate(drops):
        half = width / 2 * (1 + 0.42 * place)
        rock = [
            (x - half * 1.25, y - 16),
            (x + half * 1.25, y - 16),
            (x + half * 1.4, y + drop),
            (x - half * 1.4, y + drop),
        ]
        canvas.polygon(rock, STONE_DARK if place % 2 else "#5b656b")
        strands = 7 + 3 * place
        for strand in range(strands):
            middle = x - half + (strand + 0.5) * 2 * half / strands
            wide = half / strands * (0.92 if (strand + place) % 3 else 0.66)
            start = y - 10 + (strand * 7 + place * 3) % 5 * 5
            foot = y + drop + (strand * 5 + place) % 4 * 4
            canvas.polygon(
                [
                    (middle - wide, start),
                    (middle + wide, start),
                    (middle + wide * 1.12, foot),
                    (middle - wide * 1.12, foot),
                ],
                WHITE,
            )
            if strand % 2:
                canvas.line(
                    [(middle, start + drop * 0.2), (middle + wide * 0.1, foot - drop * 0.1)], JADE_PALE, 4
                )
        for tuft in range(6):
            at = x - half * 1.3 + tuft * half * 0.52
            canvas.ellipse(at, y - 18, half * 0.16, 12, JADE)
        y += drop
        canvas.ellipse(x, y + 4, half * 1.3, 17, JADE_PALE)
        canvas.ellipse(x, y + 10, half * 1.16, 10, WHITE)


def water_wheel(canvas: Canvas, x: float, y: float, radius: float, *, turned: float = 6) -> None:
    """Draw a bamboo water wheel with its middle at (x, y), `turned` by so many degrees."""
    for ring, line in ((1.0, 0.05), (0.82, 0.028)):
        canvas.arc(x, y, radius * ring, 0, 360, WOOD_DARK, radius * line)
    for spoke in range(16):
        turn = math.radians(spoke * 22.5 + turned)
        rim = (x + radius * math.cos(turn), y + radius * math.sin(turn))
        across = math.radians(spoke * 22.5 + turned + 22)
        canvas.line([(x, y), rim], WOOD, radius * 0.022)
        canvas.line(
            [rim, (x + radius * 0.3 * math.cos(across), y + radius * 0.3 * math.sin(across))],
            WOOD,
            radius * 0.012,
        )
        tip = (x + radius * 1.14 * math.cos(turn), y + radius * 1.14 * math.sin(turn))
        side = math.radians(spoke * 22.5 + turned + 90)
        dx, dy = radius * 0.085 * math.cos(side), radius * 0.085 * math.sin(side)
        canvas.line([(tip[0] - dx, tip[1] - dy), (tip[0] + dx, tip[1] + dy)], GOLD, radius * 0.055)
        canvas.line([rim, tip], WOOD_DARK, radius * 0.025)
    canvas.circle(x, y, radius * 0.1, WOOD_DARK)
    canvas.circle(x, y, radius * 0.045, GOLD)


def stand(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """Draw the trestle that a water wheel turns on."""
    for side in (-1, 1):
        canvas.line([(x, y), (x + side * radius * 0.42, y + radius * 1.18)], WOOD_DARK, radius * 0.06)


def throwing_ball(canvas: Canvas, x: float, y: float, size: float, way: float, colour: str) -> None:
    """Draw a quả còn: a cloth ball with ribbons that fly behind it; `way` is where it flies, in degrees."""
    turn = math.radians(way)
    for ribbon, shade in enumerate((GOLD, PAPER, JADE_LIGHT)):
        spread = (ribbon - 1) * 0.22
        points: list[Point] = []
        for step in range(6):
            back = size * (0.8 + step * 1.05)
            sway = math.sin(step * 1.25 + ribbon) * size * 0.34 + spread * back
            points.append(
                (
                    x - back * math.cos(turn) - sway * math.sin(turn),
                    y - back * math.sin(turn) + sway * math.cos(turn),
                )
            )
        canvas.curve(points, shade, size * 0.17)
    canvas.circle(x, y, size, colour)
    for quarter in range(4):
        angle = quarter * 90 + way
        canvas.arc(x, y, size * 0.62, angle, angle + 52, GOLD_PALE, size * 0.12)
    canvas.circle(x, y, size * 0.24, GOLD)


def pole(canvas: Canvas, x: float, bottom: float, top: float, ring: float) -> None:
    """Draw the bamboo pole of the ball game, bent a little, with the ring at its top."""
    line = [(x + 18 * math.sin((bottom - y) / (bottom - top) * 1.6), y) for y in _steps(bottom, top, 24)]
    canvas.line(line, "#cdb072", 17)
    for step, point in enumerate(line):
        if step % 3 == 0:
            canvas.rect(point[0] - 11, point[1] - 3, 22, 6, "#8d7440", 3)
    middle = (line[-1][0], top - ring + 6)
    canvas.arc(*middle, ring, 0, 360, GOLD, ring * 0.16)
    canvas.arc(*middle, ring * 0.84, 0, 360, WHITE, ring * 0.05)
    for flag in range(8):
        angle = math.radians(flag * 45 + 22)
        foot = (middle[0] + ring * 1.07 * math.cos(angle), middle[1] + ring * 1.07 * math.sin(angle))
        tip = (middle[0] + ring * 1.34 * math.cos(angle), middle[1] + ring * 1.34 * math.sin(angle))
        side = (-math.sin(angle) * ring * 0.13, math.cos(angle) * ring * 0.13)
        canvas.polygon(
            [(foot[0] - side[0], foot[1] - side[1]), (foot[0] + side[0], foot[1] + side[1]), tip],
            (JADE_LIGHT, PAPER)[flag % 2],
        )


def standing_lute(canvas: Canvas, x: float, bottom: float, tall: float) -> None:
    """Draw an upright đàn tính: gourd below, long neck, carved head; two strings and tassels."""
    gourd = tall * 0.155
    middle = bottom - gourd
    head = bottom - tall
    canvas.line([(x, middle), (x, head + tall * 0.05)], WOOD_DARK, tall * 0.034)
    canvas.line([(x - tall * 0.004, middle), (x - tall * 0.004, head + tall * 0.08)], WOOD, tall * 0.014)
    carved = [(-0.024, 0.12), (0.024, 0.12), (0.036, 0.02), (0.012, -0.03), (-0.03, -0.044), (-0.012, 0.01)]
    canvas.polygon([(x + tall * dx, head + tall * dy) for dx, dy in carved], WOOD_DARK)
    canvas.circle(x - tall * 0.026, head - tall * 0.042, tall * 0.018, RED)
    for side, peg in ((-1, 0.045), (1, 0.085)):
        y = head + tall * peg
        canvas.line([(x, y), (x + side * tall * 0.07, y - tall * 0.012)], GOLD, tall * 0.015)
        canvas.circle(x + side * tall * 0.074, y - tall * 0.013, tall * 0.012, GOLD)
    canvas.circle(x, middle, gourd, "#9c6a31")
    canvas.circle(x, middle, gourd * 0.88, GOLD_PALE)
    canvas.arc(x, middle, gourd * 0.74, 0, 360, "#d9bd7c", gourd * 0.025)
    for hole in range(6):
        turn = math.radians(hole * 60 + 30)
        canvas.circle(
            x + gourd * 0.3 * math.cos(turn), middle + gourd * 0.3 * math.sin(turn), gourd * 0.045, WOOD_DARK
        )
    canvas.circle(x, middle, gourd * 0.08, WOOD_DARK)
    canvas.rect(x - gourd * 0.24, middle + gourd * 0.48, gourd * 0.48, gourd * 0.09, WOOD_DARK, gourd * 0.04)
    for side in (-1, 1):
        canvas.line(
            [(x + side * gourd * 0.05, middle + gourd * 0.5), (x + side * gourd * 0.035, head + tall * 0.06)],
            WHITE,
            tall * 0.0035,
        )
    for sway, colour in ((1, RED), (-1, JADE_LIGHT)):
        start = (x + sway * tall * 0.03, head + tall * 0.13)
        tassel = [
            start,
            (start[0] + sway * tall * 0.03, start[1] + tall * 0.06),
            (start[0] + sway * tall * 0.006, start[1] + tall * 0.13),
            (start[0] + sway * tall * 0.034, start[1] + tall * 0.2),
        ]
        canvas.curve(tassel, colour, tall * 0.01)
        canvas.ellipse(tassel[-1][0], tassel[-1][1] + tall * 0.012, tall * 0.012, tall * 0.026, colour)


def raft(canvas: Canvas, x: float, y: float, length: float, cloth: str) -> None:
    """Draw a bamboo raft with somebody who poles it, its middle at (x, y)."""
    unit = length / 10
    for pipe in range(4):
        canvas.line(
            [
                (x - length / 2 + pipe * 6, y + pipe * unit * 0.16),
                (x + length / 2 - pipe * 3, y + pipe * unit * 0.16),
            ],
            (WOOD, "#a97b4e")[pipe % 2],
            unit * 0.2,
        )
    person(canvas, x + unit * 1.2, y - unit * 0.05, unit * 3.2, cloth, hat=True)
    canvas.line([(x + unit * 2.3, y - unit * 3.4), (x + unit * 3.1, y + unit * 1.6)], WOOD_DARK, unit * 0.16)


def person(
    canvas: Canvas, x: float, y: float, tall: float, cloth: str, *, hat: bool = False, way: int = 1
) -> None:
    """Draw somebody in the dress of the Tày, standing on `y`; `way` is where an arm points."""
    skin = "#d3a07c"
    canvas.polygon(
        [
            (x - tall * 0.13, y),
            (x + tall * 0.13, y),
            (x + tall * 0.15, y - tall * 0.5),
            (x - tall * 0.15, y - tall * 0.5),
        ],
        INDIGO_DEEP,
    )
    canvas.polygon(
        [
            (x - tall * 0.2, y - tall * 0.3),
            (x + tall * 0.2, y - tall * 0.3),
            (x + tall * 0.13, y - tall * 0.76),
            (x - tall * 0.13, y - tall * 0.76),
        ],
        cloth,
    )
    canvas.rect(x - tall * 0.16, y - tall * 0.5, tall * 0.32, tall * 0.055, GOLD)
    canvas.line(
        [(x + way * tall * 0.1, y - tall * 0.7), (x + way * tall * 0.3, y - tall * 0.55)], cloth, tall * 0.085
    )
    canvas.circle(x + way * tall * 0.32, y - tall * 0.54, tall * 0.045, skin)
    canvas.circle(x, y - tall * 0.86, tall * 0.105, skin)
    if hat:
        canvas.polygon(
            [(x - tall * 0.24, y - tall * 0.89), (x + tall * 0.24, y - tall * 0.89), (x, y - tall * 1.09)],
            GOLD,
        )
    else:
        canvas.ellipse(x, y - tall * 0.91, tall * 0.12, tall * 0.075, INDIGO_DEEP)
        canvas.rect(x - tall * 0.11, y - tall * 0.935, tall * 0.22, tall * 0.03, RED_DEEP, tall * 0.01)


def sun(canvas: Canvas, x: float, y: float, radius: float, fill: str = GOLD_PALE, rings: int = 0) -> None:
    """Draw the sun, or the moon, with thin rings around it."""
    for ring in range(rings, 0, -1):
        canvas.arc(x, y, radius + ring * radius * 0.2, 0, 360, GOLD, 2.5)
    canvas.circle(x, y, radius, fill)


def terraces(canvas: Canvas, top: float, steps: int, deep: float) -> None:
    """Draw terraced fields from `top` down, `steps` of them, each `deep`; water and rice by turns."""
    shades = (JADE_LIGHT, "#cfe0cf", GOLD_PALE, JADE_MID, "#a9cbbd", "#e3cb8c")
    for index in range(steps):
        y = top + index * deep * (1 + index * 0.07)
        line = [
            (
                x,
                y
                + deep * 0.5 * math.sin(x / canvas.width * 7 + index * 0.6)
                + deep * 0.22 * math.sin(x / canvas.width * 15 + index * 1.7),
            )
            for x in _steps(-40, canvas.width + 80, 18)
        ]
        canvas.below([(x, up - deep * 0.13) for x, up in line], INDIGO if index == steps - 1 else "#f3efe0")
        canvas.below(line, shades[index % len(shades)])


def _steps(start: float, end: float, count: int) -> list[float]:
    return [start + (end - start) * step / count for step in range(count + 1)]
