"""What the wide panos show: 1600 × 800 units, for a board of 3 × 1.5 metres."""

from .canvas import (
    GOLD,
    GOLD_PALE,
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
    STONE_LIGHT,
    STONE_PALE,
    WHITE,
    WOOD_DARK,
    Canvas,
)
from .landscapes import stilt_house
from .motifs import brocade, leafy, ripples
from .scenery import hills, person, raft, ranges, stand, sun, terraces, water_wheel, waterfall


def great_falls(canvas: Canvas) -> None:
    """Falls in three steps between green rocks, rafts on the jade water below."""
    canvas.rect(0, 0, 1600, 800, "#e6efe8")
    sun(canvas, 980, 150, 62)
    ranges(
        canvas,
        420,
        [
            (STONE_PALE, [(700, 150, 200), (940, 170, 260), (1240, 190, 330), (1520, 170, 280)]),
            (STONE_LIGHT, [(820, 130, 150), (1080, 140, 220), (1420, 150, 240)]),
            ("#8fa8a0", [(960, 140, 130), (1330, 150, 170), (1590, 140, 230)]),
        ],
        26,
    )
    hills(canvas, [(JADE_MID, 420, 16, 1.0)])
    canvas.rect(0, 640, 1600, 160, JADE_LIGHT)
    for x, width, top, drops in ((1130, 240, 356, (92, 96, 92)), (1440, 90, 380, (130, 126))):
        waterfall(canvas, x, top, width, drops)
    for x, y, size in (
        (800, 640, 90),
        (880, 650, 60),
        (1586, 640, 92),
        (1340, 420, 44),
        (960, 400, 46),
        (1300, 648, 36),
    ):
        leafy(canvas, x, y, size, "#0c574d")
    canvas.rect(0, 648, 1600, 160, JADE_LIGHT)
    canvas.below([(0, 650), (500, 646), (900, 656), (1250, 646), (1600, 654)], JADE_LIGHT)
    ripples(canvas, [(780, 676, 160), (1040, 668, 220), (1380, 680, 160)], WHITE, 5)
    ripples(canvas, [(860, 722, 240), (1200, 738, 280), (1480, 716, 90)], JADE_MID, 5)
    raft(canvas, 1010, 712, 170, RED)
    raft(canvas, 1330, 756, 210, INDIGO)
    canvas.polygon([(0, 0), (760, 0), (640, 800), (0, 800)], INDIGO)
    canvas.polygon([(760, 0), (772, 0), (652, 800), (640, 800)], GOLD)
    canvas.polygon([(786, 0), (790, 0), (670, 800), (666, 800)], GOLD)
    brocade(canvas, 742, 58)


def ask_first(canvas: Canvas) -> None:
    """Two people talk by telephone from hill to hill, the line of their voices over the valley."""
    canvas.rect(0, 0, 1600, 800, "#f3ead6")
    ranges(
        canvas,
        560,
        [
            (
                STONE_PALE,
                [(160, 200, 330), (520, 180, 200), (860, 200, 260), (1180, 180, 220), (1470, 210, 350)],
            ),
            ("#b9c6c0", [(330, 170, 190), (700, 170, 150), (1050, 170, 170), (1330, 160, 190)]),
        ],
        30,
    )
    hills(canvas, [(JADE_LIGHT, 600, 34, 1.1), (JADE_MID, 650, 40, 0.4), (JADE, 716, 20, 2.2)])
    stilt_house(canvas, 96, 610, 0.9)
    canvas.rect(1296, 470, 236, 170, WHITE, 4)
    canvas.rect(1276, 446, 276, 30, INDIGO, 4)
    canvas.rect(1276, 446, 276, 7, GOLD)
    for window in range(3):
        canvas.rect(1316 + window * 70, 500, 50, 56, INDIGO_PALE, 4)
    canvas.rect(1384, 574, 60, 66, WOOD_DARK)
    person(canvas, 420, 676, 230, RED, hat=True)
    person(canvas, 1196, 676, 220, INDIGO, way=-1)
    for x, y, way in ((468, 452, 1), (1150, 462, -1)):
        canvas.rect(x - 16, y, 32, 60, INDIGO_DEEP, 7)
        canvas.rect(x - 11, y + 7, 22, 42, JADE_PALE, 3)
        for radius in (46, 74, 102):
            start = -32 if way == 1 else 148
            canvas.arc(x + way * 6, y + 26, radius, start, start + 64, RED if way == 1 else INDIGO_MID, 8)
    for x, y, size in ((60, 700, 56), (560, 716, 46), (1560, 690, 60), (1060, 712, 40)):
        leafy(canvas, x, y, size, "#0c574d")
    brocade(canvas, 742, 58)


def welcome(canvas: Canvas) -> None:
    """Terraced fields, a great water wheel beside a stream, ranges in the morning."""
    canvas.rect(0, 0, 1600, 800, "#f2ead8")
    sun(canvas, 930, 210, 84, GOLD_PALE, rings=2)
    ranges(
        canvas,
        400,
        [
            ("#dbe0d6", [(620, 170, 190), (880, 180, 270), (1160, 170, 200), (1470, 200, 300)]),
            (STONE_LIGHT, [(740, 140, 150), (1030, 150, 190), (1330, 160, 220)]),
            (STONE, [(900, 120, 90), (1210, 120, 120), (1560, 150, 190)]),
        ],
        24,
    )
    terraces(canvas, 440, 6, 46)
    stilt_house(canvas, 880, 560, 0.62)
    leafy(canvas, 850, 600, 30, JADE)
    leafy(canvas, 1070, 606, 34, JADE)
    stand(canvas, 1370, 500, 190)
    water_wheel(canvas, 1370, 500, 190)
    canvas.below([(560, 700), (900, 712), (1200, 696), (1600, 706)], JADE_LIGHT)
    ripples(canvas, [(760, 724, 160), (1080, 716, 120), (1290, 728, 220)], WHITE, 4)
    canvas.polygon([(0, 0), (700, 0), (580, 800), (0, 800)], JADE)
    canvas.polygon([(700, 0), (712, 0), (592, 800), (580, 800)], GOLD)
    canvas.polygon([(724, 0), (728, 0), (608, 800), (604, 800)], RED_DEEP)
    canvas.rect(0, 736, 1600, 4, PAPER)
    brocade(canvas, 742, 58)
