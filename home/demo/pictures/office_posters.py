"""What the upright posters on procedures show: 1000 × 1414 units, the shape of A2."""

from .canvas import (
    GOLD,
    GOLD_PALE,
    INDIGO,
    INDIGO_DEEP,
    INDIGO_MID,
    JADE,
    JADE_LIGHT,
    JADE_MID,
    PAPER,
    RED,
    STONE_LIGHT,
    STONE_PALE,
    WHITE,
    WOOD,
    WOOD_DARK,
    Canvas,
    smooth,
)
from .landscapes import stilt_house
from .motifs import brocade, diamond, leafy, sheet, telephone, tick
from .scenery import hills, person, ranges, sun

#: where the ground of an upright poster ends and the woven band begins
FOOT = 1300


def one_stop(canvas: Canvas) -> None:
    """A path to a stilt house whose one door is open and lit."""
    canvas.rect(0, 0, 1000, 1415, "#f4ead4")
    sun(canvas, 760, 520, 120, GOLD_PALE)
    ranges(
        canvas,
        800,
        [
            ("#d9dccf", [(80, 170, 300), (330, 150, 190), (620, 190, 280), (930, 170, 330)]),
            ("#b3c4c4", [(200, 140, 250), (480, 130, 160), (830, 150, 230), (1010, 120, 150)]),
            (INDIGO_MID, [(30, 130, 210), (370, 100, 110), (690, 130, 170), (960, 120, 200)]),
        ],
        34,
    )
    hills(canvas, [(JADE_LIGHT, 846, 26, 0.4), (JADE_MID, 900, 22, 2.0), (JADE, 985, 16, 3.3)])
    path = [(470, 960), (545, 1010), (450, 1080), (560, 1180), (420, 1320)]
    for share, colour in ((1.0, "#e8d9b0"), (0.8, GOLD_PALE)):
        wide = [(16, 960), (26, 1010), (46, 1080), (84, 1180), (150, 1320)]
        left = smooth([(x - w * share, y) for (x, y), (w, _) in zip(path, wide, strict=True)])
        right = smooth([(x + w * share, y) for (x, y), (w, _) in zip(path, wide, strict=True)])
        canvas.polygon([*left, *reversed(right)], colour)
    stilt_house(canvas, 170, 910, 2.3)
    canvas.rect(386, 742, 172, 172, GOLD, 4)
    canvas.rect(396, 752, 152, 162, GOLD_PALE)
    canvas.rect(386, 862, 172, 20, WOOD_DARK)
    person(canvas, 474, 864, 138, INDIGO)
    canvas.rect(386, 862, 172, 52, WOOD)
    canvas.rect(386, 862, 172, 9, GOLD)
    canvas.polygon([(432, 910), (512, 910), (540, 968), (404, 968)], WOOD_DARK)
    for rung in range(4):
        canvas.rect(428 - rung * 7, 914 + rung * 14, 88 + rung * 14, 5, GOLD_PALE)
    person(canvas, 600, 1050, 190, RED, hat=True, way=-1)
    canvas.rect(520, 936, 34, 46, WHITE, 3)
    canvas.rect(526, 946, 22, 4, INDIGO)
    leafy(canvas, 120, 1010, 58, "#0c574d")
    leafy(canvas, 890, 1000, 66, "#0c574d")
    leafy(canvas, 800, 1030, 40, "#0c574d")
    canvas.rect(0, 1090, 1000, 325, INDIGO)
    brocade(canvas, 1052, 56)


def from_home(canvas: Canvas) -> None:
    """A telephone as tall as the mountains; on its screen a file goes its way, step by step."""
    canvas.rect(0, 0, 1000, 1415, JADE)
    sun(canvas, 500, 760, 330, "#1b7a6c")
    sun(canvas, 500, 760, 250, "#2a897a")
    ranges(
        canvas,
        1120,
        [
            ("#0d6054", [(80, 200, 420), (300, 140, 220), (740, 150, 250), (940, 190, 460)]),
            ("#0a5148", [(190, 160, 230), (860, 170, 250), (20, 120, 160)]),
        ],
        50,
    )
    canvas.rect(0, 1170, 1000, 245, "#084a41")
    x, y, width, _height = telephone(canvas, 318, 584, 364, 690)
    canvas.rect(x + 8, y + 52, width - 16, 96, INDIGO, 14)
    canvas.polygon(
        [(x + 40, y + 128), (x + 82, y + 78), (x + 110, y + 106), (x + 140, y + 68), (x + 186, y + 128)],
        PAPER,
    )
    canvas.rect(x + 206, y + 80, 90, 14, PAPER, 7)
    canvas.rect(x + 206, y + 106, 60, 10, GOLD, 5)
    for row in range(4):
        top = y + 176 + row * 102
        if row < 3:
            canvas.rect(x + 51, top + 52, 6, 52, JADE_LIGHT)
        tick(canvas, x + 28, top, 52, done=row < 3)
        canvas.rect(x + 104, top + 8, 170 - row % 2 * 40, 15, INDIGO_MID if row < 3 else STONE_LIGHT, 7)
        canvas.rect(x + 104, top + 34, 120 + row % 2 * 50, 10, STONE_PALE, 5)
    canvas.rect(x + 56, y + 580, width - 112, 54, JADE, 27)
    canvas.rect(x + 116, y + 602, width - 232, 11, WHITE, 5)
    stilt_house(canvas, 44, 1136, 0.84)
    canvas.rect(700, 1150, 250, 66, WOOD, 6)
    canvas.rect(700, 1150, 250, 10, GOLD)
    sheet(canvas, 760, 1010, 108, 136, lines=5)
    canvas.curve([(272, 1040), (300, 960), (312, 900)], GOLD, 7)
    canvas.curve([(690, 860), (770, 880), (812, 980)], GOLD, 7)
    canvas.polygon([(300, 912), (326, 914), (316, 882)], GOLD)
    canvas.polygon([(796, 972), (826, 968), (818, 1002)], GOLD)
    brocade(canvas, FOOT - 60, 52)
    canvas.rect(0, FOOT - 8, 1000, 130, INDIGO_DEEP)


def rights(canvas: Canvas) -> None:
    """Cloth the colour of indigo with a woven edge; a diamond before each right."""
    canvas.rect(0, 0, 1000, 1415, INDIGO)
    for row in range(29):
        for column in range(4):
            x = 26 + column * 36 + (row % 2) * 18
            diamond(canvas, x, 26 + row * 48, 11, 15, "#284a75")
    canvas.rect(0, 0, 8, 1415, GOLD)
    canvas.rect(20, 0, 118, 1415, INDIGO_DEEP)
    canvas.rect(20, 0, 6, 1415, GOLD)
    canvas.rect(132, 0, 6, 1415, GOLD)
    for row in range(15):
        y = 50 + row * 95
        diamond(canvas, 79, y, 44, 46, RED)
        diamond(canvas, 79, y, 28, 30, PAPER)
        diamond(canvas, 79, y, 15, 16, JADE)
        for side in (-1, 1):
            diamond(canvas, 79 + side * 38, y + 47, 10, 11, GOLD)
    for row in range(5):
        y = 560 + row * 150
        diamond(canvas, 250, y, 52, 58, (RED, JADE, GOLD, JADE, RED)[row])
        diamond(canvas, 250, y, 41, 46, INDIGO_DEEP)
        diamond(canvas, 250, y, 17, 19, PAPER)
        canvas.rect(330, y + 74, 600, 2, "#4a678d")
