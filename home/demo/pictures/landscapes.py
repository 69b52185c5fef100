"""Scenes under the open sky."""

import math

from .canvas import (
    GOLD,
    GOLD_PALE,
    HEIGHT,
    INDIGO,
    INDIGO_DEEP,
    INDIGO_MID,
    INDIGO_PALE,
    JADE,
    JADE_LIGHT,
    JADE_MID,
    JADE_PALE,
    PAPER,
    RED,
    RED_DEEP,
    STONE,
    STONE_DARK,
    STONE_LIGHT,
    STONE_PALE,
    WHITE,
    WIDTH,
    WOOD,
    WOOD_DARK,
    Canvas,
)
from .motifs import leafy, peaks, ripples


def limestone_and_water(canvas: Canvas) -> None:
    """Peaks behind peaks, jade water, a raft."""
    canvas.rect(0, 0, WIDTH, HEIGHT, "#eef0ea")
    canvas.circle(1180, 230, 74, GOLD_PALE)
    peaks(canvas, 560, [(90, 190, 250), (380, 170, 330), (640, 150, 240), (900, 200, 360), (1230, 210, 270),
                        (1480, 180, 340)], STONE_PALE)  # fmt: skip
    peaks(canvas, 590, [(220, 150, 300), (520, 120, 190), (760, 160, 250), (1090, 140, 210), (1370, 170, 330),
                        (1600, 150, 230)], STONE_LIGHT)  # fmt: skip
    peaks(canvas, 620, [(40, 150, 260), (330, 110, 170), (960, 130, 150), (1230, 120, 190), (1560, 150, 290)],
          STONE, "#a9b0b1")  # fmt: skip
    canvas.rect(0, 600, WIDTH, 300, JADE_MID)
    canvas.below(
        [(0, 596), (240, 590), (470, 604), (720, 592), (980, 602), (1260, 588), (1600, 600)], JADE, 640
    )
    canvas.rect(0, 632, WIDTH, 268, JADE_LIGHT)
    ripples(canvas, [(60, 668, 200), (420, 654, 120), (900, 662, 260), (1320, 652, 150)], JADE_MID, 5)
    ripples(canvas, [(160, 730, 260), (620, 716, 150), (1180, 738, 300)], WHITE, 5)
    ripples(canvas, [(380, 790, 330), (980, 806, 220), (60, 838, 180), (1330, 846, 200)], JADE_PALE, 7)
    canvas.polygon([(640, 742), (980, 742), (1010, 716), (994, 712), (960, 726), (660, 726), (622, 706), (610, 714)],
                   WOOD)  # fmt: skip
    canvas.rect(650, 738, 322, 8, WOOD_DARK, 4)
    canvas.polygon([(846, 722), (914, 722), (902, 634), (860, 634)], INDIGO)
    canvas.circle(881, 612, 20, "#c98f68")
    canvas.polygon([(836, 606), (926, 606), (881, 570)], GOLD)
    canvas.line([(884, 654), (932, 672)], INDIGO, 15)
    canvas.line([(950, 560), (912, 806)], WOOD_DARK, 7)
    canvas.circle(933, 672, 9, "#c98f68")


def terraces(canvas: Canvas) -> None:
    """Terraced fields that step down to a stilt house."""
    canvas.rect(0, 0, WIDTH, HEIGHT, "#f1efe4")
    peaks(canvas, 430, [(180, 220, 250), (520, 190, 190), (860, 240, 290), (1210, 210, 220), (1500, 230, 300)],
          STONE_PALE)  # fmt: skip
    peaks(canvas, 460, [(40, 190, 170), (690, 170, 130), (1060, 150, 170), (1380, 170, 130)], STONE_LIGHT)
    steps = [
        ("#a9cbbd", 392), ("#8fbcae", 440), (GOLD_PALE, 492), ("#79ad9d", 548), ("#e3cb8c", 608),
        ("#5d9c8b", 672), (JADE_MID, 742), ("#2d7d70", 816),
    ]  # fmt: skip
    for index, (colour, top) in enumerate(steps):
        line = [
            (x, top + 34 * math.sin(x / 255 + index * 0.55) + 16 * math.sin(x / 118 + index * 1.7))
            for x in range(-40, WIDTH + 80, 80)
        ]
        canvas.below([(x, y - 9) for x, y in line], WHITE if index % 2 else "#f3efe0")
        canvas.below(line, colour)
    stilt_house(canvas, 1090, 640, 1.0)
    leafy(canvas, 1010, 700, 44, JADE)
    leafy(canvas, 1420, 716, 58, JADE)
    leafy(canvas, 250, 880, 70, "#0c574d")
    leafy(canvas, 380, 900, 52, "#0c574d")


def stilt_house(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Draw a house on stilts, its left end at `x`, its floor at `y`."""
    for post in (20, 90, 160, 230):
        canvas.rect(x + post * size, y, 14 * size, 78 * size, WOOD_DARK)
    canvas.rect(x, y - 84 * size, 264 * size, 92 * size, WOOD)
    canvas.rect(x - 6 * size, y - 2 * size, 276 * size, 14 * size, WOOD_DARK)
    for window in (34, 176):
        canvas.rect(x + window * size, y - 62 * size, 48 * size, 38 * size, GOLD_PALE)
    canvas.rect(x + 112 * size, y - 68 * size, 40 * size, 66 * size, WOOD_DARK)
    roof = [(-42, -74), (38, -196), (226, -196), (306, -74)]
    canvas.polygon([(x + dx * size, y + dy * size) for dx, dy in roof], STONE_DARK)
    canvas.rect(x + 30 * size, y - 202 * size, 204 * size, 14 * size, INDIGO_DEEP, 6 * size)


def loudspeaker_car(canvas: Canvas) -> None:
    """A small van with loudspeakers on a road in a valley, towards evening."""
    canvas.rect(0, 0, WIDTH, HEIGHT, "#e8ecec")
    peaks(canvas, 640, [(120, 230, 420), (470, 180, 300), (1010, 220, 330), (1420, 260, 470)], STONE_LIGHT)
    peaks(canvas, 660, [(300, 190, 250), (720, 210, 300), (1230, 200, 280)], STONE, "#aab1b2")
    canvas.below([(0, 600), (300, 636), (640, 612), (1000, 640), (1320, 606), (1600, 624)], JADE_LIGHT)
    canvas.below([(0, 690), (360, 664), (800, 690), (1240, 660), (1600, 690)], JADE_MID)
    canvas.polygon([(0, 768), (WIDTH, 744), (WIDTH, 860), (0, 884)], "#d8d2c2")
    for start in range(40, WIDTH, 190):
        y = 826 - start * 0.015
        canvas.polygon([(start, y), (start + 96, y - 1.5), (start + 96, y + 8), (start, y + 9.5)], WHITE)
    canvas.below([(0, 886), (500, 880), (1100, 868), (1600, 862)], JADE)
    for x, y, size in ((96, 690, 60), (214, 704, 40), (1400, 680, 64), (1530, 694, 46)):
        leafy(canvas, x, y, size, JADE)
    van(canvas, 560, 792)


def van(canvas: Canvas, x: float, y: float) -> None:
    """Draw the van with its wheels on `y`, its back at `x`; it drives to the right."""
    canvas.ellipse(x + 250, y + 6, 280, 16, "#bdb7a6")
    body = [(0, -60), (0, -232), (22, -256), (330, -256), (372, -240), (446, -150), (494, -132), (508, -104),
            (508, -40), (0, -40)]  # fmt: skip
    canvas.polygon([(x + dx, y + dy) for dx, dy in body], WHITE)
    canvas.polygon(
        [(x, y - 128), (x + 500, y - 128), (x + 508, y - 104), (x + 508, y - 40), (x, y - 40)], INDIGO
    )
    canvas.rect(x, y - 136, 498, 9, GOLD)
    canvas.polygon(
        [(x + 300, y - 232), (x + 344, y - 232), (x + 418, y - 150), (x + 300, y - 150)], INDIGO_PALE
    )
    canvas.rect(x + 170, y - 232, 112, 82, INDIGO_PALE, 8)
    canvas.rect(x + 34, y - 232, 112, 82, INDIGO_PALE, 8)
    canvas.rect(x + 288, y - 226, 3, 180, STONE_LIGHT)
    canvas.circle(x + 494, y - 96, 12, GOLD_PALE)
    canvas.rect(x + 30, y - 100, 220, 16, JADE_LIGHT, 8)
    canvas.rect(x + 30, y - 72, 150, 12, INDIGO_MID, 6)
    for wheel in (110, 400):
        canvas.circle(x + wheel, y - 40, 50, INDIGO_DEEP)
        canvas.circle(x + wheel, y - 40, 24, STONE_LIGHT)
        canvas.circle(x + wheel, y - 40, 9, STONE_DARK)
    canvas.rect(x + 40, y - 276, 280, 12, STONE_DARK, 6)
    horn(canvas, x + 262, y - 318, 1)
    horn(canvas, x + 112, y - 318, -1)
    for radius in (70, 112, 154):
        canvas.arc(x + 330, y - 318, radius, -26, 26, RED, 9)
        canvas.arc(x + 44, y - 318, radius, 154, 206, RED, 9)


def horn(canvas: Canvas, x: float, y: float, way: int) -> None:
    """Draw a loudspeaker at (x, y) that points right (`way` 1) or left (-1)."""
    canvas.rect(x - 8, y, 16, 48, STONE_DARK)
    canvas.rect(min(x - 40 * way, x), y - 20, 40, 40, RED_DEEP, 8)
    canvas.polygon([(x, y - 20), (x + 62 * way, y - 50), (x + 62 * way, y + 50), (x, y + 20)], RED)
    canvas.ellipse(x + 62 * way, y, 13, 50, RED_DEEP)


def exercise_ground(canvas: Canvas) -> None:
    """Three people who stretch on mats in the morning, peaks behind."""
    canvas.rect(0, 0, WIDTH, HEIGHT, "#f3eee0")
    canvas.circle(800, 400, 170, GOLD_PALE)
    peaks(canvas, 560, [(150, 230, 330), (520, 200, 220), (1090, 210, 250), (1470, 250, 370)], STONE_PALE)
    peaks(canvas, 580, [(330, 180, 170), (790, 170, 110), (1290, 190, 200)], STONE_LIGHT)
    canvas.below([(0, 570), (420, 586), (860, 572), (1250, 586), (1600, 570)], JADE_LIGHT)
    canvas.rect(0, 650, WIDTH, 250, PAPER)
    canvas.rect(0, 650, WIDTH, 10, GOLD)
    for x, mat, cloth in ((330, JADE, INDIGO), (800, RED, JADE), (1270, INDIGO_MID, RED)):
        canvas.polygon([(x - 200, 836), (x + 200, 836), (x + 160, 776), (x - 160, 776)], mat)
        stretching(canvas, x, 800, cloth)


def stretching(canvas: Canvas, x: float, y: float, cloth: str) -> None:
    """Draw a person in the tree pose: on one leg, the palms together above the head."""
    skin = "#cf9c76"
    canvas.line([(x, y), (x - 2, y - 190)], INDIGO_DEEP, 36)
    canvas.line([(x, y - 176), (x + 92, y - 128), (x + 14, y - 92)], INDIGO_DEEP, 34)
    canvas.line([(x - 14, y), (x + 26, y)], skin, 18)
    canvas.line([(x - 32, y - 316), (x - 66, y - 410), (x - 4, y - 508)], skin, 20)
    canvas.line([(x + 32, y - 316), (x + 66, y - 410), (x + 4, y - 508)], skin, 20)
    canvas.polygon([(x - 46, y - 330), (x + 46, y - 330), (x + 32, y - 176), (x - 32, y - 176)], cloth)
    canvas.circle(x - 36, y - 318, 18, cloth)
    canvas.circle(x + 36, y - 318, 18, cloth)
    canvas.rect(x - 12, y - 356, 24, 34, skin, 6)
    canvas.circle(x, y - 380, 36, skin)
    canvas.ellipse(x, y - 396, 38, 24, INDIGO_DEEP)
    canvas.circle(x, y - 424, 16, INDIGO_DEEP)
