"""What the upright posters on books, festivals, music and the contest show: 1000 × 1414 units, the shape of A2."""

import math

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
    RED,
    RED_DEEP,
    STONE_LIGHT,
    STONE_PALE,
    WHITE,
    Canvas,
    smooth,
)
from .motifs import brocade
from .scenery import person, pole, ranges, standing_lute, sun, throwing_ball

#: where the ground of an upright poster ends and the woven band begins
FOOT = 1300


def open_pages(canvas: Canvas) -> None:
    """A book whose leaves rise as ranges of limestone, the sun between them."""
    canvas.rect(0, 0, 1000, 1415, "#f5efe0")
    sun(canvas, 500, 690, 150, GOLD_PALE, rings=3)
    ranges(
        canvas,
        1010,
        [
            (
                "#d8e2da",
                [(220, 130, 300), (370, 140, 430), (540, 120, 250), (690, 140, 400), (800, 110, 260)],
            ),
            (JADE_LIGHT, [(240, 140, 230), (430, 120, 260), (610, 130, 300), (780, 130, 210)]),
            (JADE_MID, [(200, 110, 150), (330, 110, 200), (520, 110, 160), (690, 120, 210), (800, 110, 140)]),
            (JADE, [(230, 120, 110), (430, 110, 120), (640, 130, 130), (790, 120, 100)]),
        ],
        22,
    )
    canvas.rect(0, 1040, 1000, 375, "#f5efe0")
    for x in (0, 1000):
        way = 1 if x == 0 else -1
        canvas.polygon([(x, 560), (x + way * 90, 560), (x + way * 90, 1080), (x, 1080)], "#f5efe0")
    cover = [(70, 1040), (500, 1092), (930, 1040), (930, 1180), (500, 1232), (70, 1180)]
    canvas.polygon(cover, INDIGO_DEEP)
    edge = [(0, 1082), (130, 1040), (290, 1016), (412, 1030)]
    low = [(412, 1150), (290, 1136), (130, 1160), (0, 1202)]
    for leaf in range(5):
        for way in (-1, 1):
            sides = [smooth([(500 + way * x, y - leaf * 9) for x, y in side]) for side in (edge, low)]
            canvas.polygon([*sides[0], *sides[1]], "#e9dfc8" if leaf % 2 else WHITE)
    for row in range(4):
        for way in (-1, 1):
            y = 1054 + row * 25
            line = [
                (500 + way * 60, y + 8),
                (500 + way * 180, y - 22),
                (500 + way * (360 - row % 2 * 60), y - 34),
            ]
            canvas.curve(line, STONE_PALE, 6)
    canvas.line([(500, 1046), (500, 1166)], STONE_LIGHT, 5)
    canvas.polygon([(640, 1000), (676, 1000), (676, 1240), (658, 1220), (640, 1240)], RED)
    brocade(canvas, FOOT + 10, 40)


def festival(canvas: Canvas) -> None:
    """The ball game of spring: a tall pole with its ring, balls in the air, ranges in red."""
    canvas.rect(0, 0, 1000, 1415, RED)
    sun(canvas, 590, 318, 300, "#b32c35")
    sun(canvas, 590, 318, 220, "#bf3a3f")
    ranges(
        canvas,
        900,
        [
            ("#941824", [(110, 170, 260), (360, 160, 180), (760, 180, 280), (960, 150, 210)]),
            (RED_DEEP, [(230, 150, 190), (520, 140, 150), (880, 170, 220)]),
            ("#5f0f19", [(60, 120, 130), (400, 130, 120), (700, 120, 110), (1000, 140, 160)]),
        ],
        44,
    )
    canvas.rect(0, 986, 1000, 430, "#5f0f19")
    pole(canvas, 560, 1012, 400, 104)
    throwing_ball(canvas, 360, 330, 34, -24, "#f0d9a6")
    throwing_ball(canvas, 790, 480, 26, 205, JADE_LIGHT)
    throwing_ball(canvas, 250, 620, 24, -52, GOLD)
    players = (
        (150, 190, INDIGO),
        (268, 172, JADE),
        (400, 184, INDIGO_MID),
        (720, 180, JADE),
        (846, 192, INDIGO),
    )
    for x, tall, cloth in players:
        person(canvas, x, 1020, tall, cloth, way=1 if x < 560 else -1)
    basket(canvas, 626, 1022, 66)
    canvas.rect(0, 1016, 1000, 400, "#4d0b14")
    brocade(canvas, 1022, 50)


def basket(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Draw a woven basket that stands on `y` and holds what was picked up."""
    shape = [(-0.5, -1), (0.5, -1), (0.36, 0), (-0.36, 0)]
    canvas.polygon([(x + dx * size, y + dy * size) for dx, dy in shape], "#cdb072")
    for row in range(4):
        half, up = size * (0.48 - row * 0.03), y - size * (0.86 - row * 0.22)
        canvas.line([(x - half, up), (x + half, up)], "#8d7440", 3)
    canvas.ellipse(x, y - size, size * 0.52, size * 0.12, "#8d7440")


def heritage(canvas: Canvas) -> None:
    """A đàn tính before the full moon, ranges of night below."""
    canvas.rect(0, 0, 1000, 1415, INDIGO_DEEP)
    sun(canvas, 500, 600, 400, "#1c3560")
    sun(canvas, 500, 600, 318, "#e6cf97")
    sun(canvas, 500, 600, 300, GOLD_PALE)
    ranges(
        canvas,
        930,
        [
            (INDIGO_MID, [(90, 180, 330), (330, 150, 200), (700, 160, 230), (930, 180, 350)]),
            ("#2b4870", [(210, 160, 230), (520, 170, 140), (820, 160, 250)]),
            (INDIGO, [(40, 140, 200), (380, 140, 130), (640, 140, 150), (980, 150, 230)]),
        ],
        50,
    )
    canvas.rect(0, 1030, 1000, 385, "#101f3c")
    for row in range(3):
        y = 880 + row * 34
        wave = [(x, y + 14 * math.sin(x / 90 + row)) for x in range(-20, 1041, 40)]
        canvas.curve(wave, (JADE_LIGHT, GOLD, JADE_MID)[row], 3)
    standing_lute(canvas, 500, 1012, 760)
    brocade(canvas, 1016, 56)


def pupils(canvas: Canvas) -> None:
    """A giant pencil that draws the ranges in four colours; a paper plane folded from a form."""
    canvas.rect(0, 0, 1000, 1415, "#faf4e4")
    for colour, base, phase, width in (
        (INDIGO, 900, 0.0, 15),
        (JADE_MID, 955, 1.2, 13),
        (GOLD, 1004, 2.3, 12),
        (RED, 1048, 3.1, 11),
    ):
        line = []
        for step in range(61):
            x = 40 + step * 12.4
            swell = (1 - abs(2 * ((x / 310 + phase) % 1) - 1) ** 2.4) * (190 - (base - 900))
            line.append((x, base - swell))
        canvas.line(line, colour, width)
    tip, turn = (786.0, 896.0), math.radians(-52)
    along, across = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))

    def at(forward: float, side: float) -> tuple[float, float]:
        return (
            tip[0] + along[0] * forward + across[0] * side,
            tip[1] + along[1] * forward + across[1] * side,
        )

    canvas.polygon([at(0, 0), at(104, -46), at(104, 46)], "#e8c898")
    canvas.polygon([at(0, 0), at(34, -15), at(34, 15)], INDIGO_DEEP)
    for side, shade in ((-46, RED_DEEP), (-15, RED), (16, "#c2353f")):
        canvas.polygon([at(104, side), at(420, side), at(420, side + 31), at(104, side + 31)], shade)
    canvas.polygon([at(420, -47), at(466, -47), at(466, 47), at(420, 47)], GOLD)
    canvas.polygon([at(466, -45), at(520, -45), at(520, 45), at(466, 45)], JADE_LIGHT)
    canvas.polygon([(96, 690), (330, 596), (214, 742)], WHITE)
    canvas.polygon([(330, 596), (214, 742), (196, 700)], INDIGO_PALE)
    canvas.polygon([(330, 596), (96, 690), (150, 700)], "#e9e2d0")
    canvas.line([(96, 690), (330, 596), (214, 742), (96, 690)], INDIGO, 4)
    canvas.line([(330, 596), (186, 716)], INDIGO, 4)
    for dash in range(6):
        x, y = 70 + 16 * dash, 760 + 14 * dash
        canvas.line([(x, y), (x + 14, y - 4)], JADE_PALE, 6)
    canvas.rect(0, 1096, 1000, 320, INDIGO)
    brocade(canvas, 1070, 52)
