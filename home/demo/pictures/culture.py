"""Scenes of books, the stage, weaving and music."""

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
    PAPER_SHADE,
    RED,
    RED_DEEP,
    STONE_DARK,
    STONE_LIGHT,
    STONE_PALE,
    WHITE,
    WIDTH,
    WOOD,
    WOOD_DARK,
    Canvas,
    smooth,
)
from .motifs import brocade, diamond, peaks, telephone, tick


def reading_room(canvas: Canvas) -> None:
    """Shelves of books, one shelf marked with a red ribbon; an open book on the table."""
    canvas.rect(0, 0, WIDTH, HEIGHT, "#ece3d0")
    canvas.rect(150, 60, 1300, 660, WOOD_DARK, 8)
    colours = [INDIGO, JADE, STONE_DARK, RED, INDIGO_MID, JADE_MID, GOLD, STONE_LIGHT, PAPER, INDIGO_DEEP]
    for shelf in range(3):
        top = 84 + shelf * 212
        canvas.rect(174, top, 1252, 194, "#5b3a25")
        x, index = 190.0, shelf * 3
        while x < 1390:
            width = 26 + (index * 37) % 25
            tall = 124 + (index * 53) % 50
            if (index * 7 + shelf) % 11 == 5:
                canvas.line([(x + 16, top + 186), (x + 66, top + 62)], colours[index % 10], 30)
                x += 104
            elif (index * 5 + shelf * 2) % 13 == 6:
                x += 56
            else:
                colour = colours[(index * 3 + shelf) % 10]
                canvas.rect(x, top + 194 - tall, width, tall, colour, 3)
                band = GOLD_PALE if colour != GOLD_PALE and colour not in (PAPER, STONE_LIGHT) else RED
                canvas.rect(x, top + 194 - tall + 22, width, 9, band)
                x += width + 3
            index += 1
        canvas.rect(150, top + 194, 1300, 18, WOOD)
    canvas.rect(640, 470, 320, 52, RED, 6)
    canvas.rect(690, 490, 220, 12, WHITE, 6)
    canvas.rect(0, 770, WIDTH, 130, WOOD)
    canvas.rect(0, 770, WIDTH, 14, "#a26f4d")
    open_book(canvas, 800, 850)


def open_book(canvas: Canvas, x: float, y: float) -> None:
    """Draw a book that lies open, its spine's foot at (x, y)."""
    canvas.polygon([(x - 306, y + 16), (x + 306, y + 16), (x + 262, y - 112), (x - 262, y - 112)], INDIGO)
    for way in (-1, 1):
        lower = [(x, y + 10), (x + 80 * way, y - 6), (x + 190 * way, y - 8), (x + 288 * way, y + 4)]
        upper = [(x + 250 * way, y - 118), (x + 170 * way, y - 130), (x + 74 * way, y - 126), (x, y - 106)]
        canvas.polygon([*smooth(lower), *smooth(upper)], WHITE)
        for row in range(4):
            line_y = y - 100 + row * 23
            canvas.line(
                [(x + (42 + row * 2) * way, line_y), (x + (206 + row * 9) * way, line_y - 4)], STONE_PALE, 7
            )
    canvas.line([(x, y + 10), (x, y - 106)], STONE_LIGHT, 5)


def stage(canvas: Canvas) -> None:
    """A stage with an open curtain, a lit floor, a big telephone and a big seal of cardboard."""
    canvas.rect(0, 0, WIDTH, HEIGHT, INDIGO_DEEP)
    canvas.rect(180, 110, 1240, 620, "#24456e")
    peaks(canvas, 640, [(420, 170, 300), (720, 180, 360), (1030, 170, 280), (1260, 160, 340)], INDIGO_MID)
    canvas.circle(800, 270, 66, GOLD_PALE)
    canvas.polygon([(180, 640), (1420, 640), (1600, 800), (0, 800)], WOOD)
    for start in range(-3, 4):
        canvas.line([(800 + start * 170, 642), (800 + start * 230, 798)], WOOD_DARK, 4)
    canvas.ellipse(800, 722, 440, 58, "#b98a5c")
    canvas.rect(0, 800, WIDTH, 100, WOOD_DARK)
    brocade(canvas, 812, 76)
    x, y, width, _height = telephone(canvas, 560, 400, 190, 330)
    canvas.rect(x + 16, y + 40, width - 32, 30, INDIGO, 8)
    for row in range(3):
        tick(canvas, x + 20, y + 96 + row * 54, 34)
        canvas.rect(x + 66, y + 108 + row * 54, 80 - row * 10, 11, STONE_LIGHT, 5)
    canvas.rect(900, 560, 150, 170, RED, 10)
    canvas.rect(884, 690, 182, 44, RED_DEEP, 8)
    canvas.rect(948, 470, 54, 100, WOOD_DARK, 14)
    canvas.circle(975, 458, 44, WOOD)
    curtain(canvas, 0, 1)
    curtain(canvas, WIDTH, -1)
    canvas.rect(0, 0, WIDTH, 96, RED_DEEP)
    for index in range(10):
        canvas.ellipse(80 + index * 160, 92, 82, 62, RED)
    canvas.rect(0, 0, WIDTH, 84, RED)
    canvas.rect(0, 70, WIDTH, 12, GOLD)


def curtain(canvas: Canvas, x: float, way: int) -> None:
    """Draw half a curtain that hangs from the edge `x`, drawn aside."""
    for fold, colour in enumerate((RED, RED_DEEP, RED, RED_DEEP, RED)):
        inner = (5 - fold) * 58
        points = [(x, 60), (x + inner * 1.22 * way, 60), (x + inner * 1.08 * way, 330), (x + inner * 0.64 * way, 560),
                  (x + inner * 0.84 * way, 810), (x, 810)]  # fmt: skip
        canvas.polygon(points, colour)
    canvas.line([(x, 572), (x + 196 * way, 556)], GOLD, 20)
    canvas.circle(x + 196 * way, 562, 20, GOLD)


def poster_frames(canvas: Canvas) -> None:
    """Three posters on a wall: a telephone, an open door, a speaking trumpet."""
    canvas.rect(0, 0, WIDTH, HEIGHT, "#e9e3d4")
    canvas.rect(0, 760, WIDTH, 140, STONE_PALE)
    canvas.rect(0, 760, WIDTH, 12, STONE_LIGHT)
    for x, ground in ((150, JADE_PALE), (590, GOLD_PALE), (1030, INDIGO_PALE)):
        canvas.rect(x + 14, 114, 420, 570, "#cfc7b4")
        canvas.rect(x, 100, 420, 570, WHITE)
        canvas.rect(x + 20, 120, 380, 404, ground)
        canvas.rect(x + 60, 556, 300, 26, INDIGO, 6)
        canvas.rect(x + 110, 600, 200, 16, STONE_LIGHT, 6)
        canvas.rect(x + 160, 634, 100, 10, RED, 5)
    screen = telephone(canvas, 280, 170, 160, 300)
    tick(canvas, screen[0] + 46, screen[1] + 106, 54)
    canvas.rect(700, 190, 200, 334, WOOD_DARK)
    canvas.rect(716, 206, 168, 318, WHITE)
    canvas.polygon([(716, 206), (806, 232), (806, 524), (716, 524)], RED)
    canvas.circle(788, 374, 9, GOLD)
    canvas.polygon([(1130, 300), (1190, 300), (1320, 220), (1320, 430), (1190, 350), (1130, 350)], RED)
    canvas.rect(1104, 292, 60, 66, RED_DEEP, 14)
    canvas.ellipse(1320, 325, 22, 105, RED_DEEP)
    canvas.line([(1178, 352), (1196, 430)], RED_DEEP, 26)
    for radius in (58, 90):
        canvas.arc(1320, 325, radius, -30, 30, INDIGO, 9)
    brocade(canvas, 700, 40)


def brocade_cloth(canvas: Canvas) -> None:
    """Bands of brocade and plain cloth, a small sign of peaks in the middle."""
    canvas.rect(0, 0, WIDTH, HEIGHT, INDIGO)
    brocade(canvas, 60, 130)
    brocade(canvas, HEIGHT - 190, 130)
    for y in (222, HEIGHT - 232):
        canvas.rect(0, y, WIDTH, 10, JADE_MID)
    for y in (246, HEIGHT - 250):
        canvas.rect(0, y, WIDTH, 4, GOLD)
    for index in range(32):
        for y in (290, HEIGHT - 290):
            diamond(canvas, 25 + index * 50, y, 12, 14, JADE_LIGHT if index % 2 else RED)
    canvas.rect(580, 340, 440, 220, INDIGO)
    diamond(canvas, 800, 450, 210, 118, GOLD)
    diamond(canvas, 800, 450, 196, 109, INDIGO_DEEP)
    canvas.polygon(
        [(690, 494), (740, 424), (770, 460), (806, 388), (850, 456), (872, 432), (910, 494)], PAPER
    )
    canvas.rect(700, 504, 200, 9, JADE_LIGHT, 4)


def lute(canvas: Canvas) -> None:
    """A đàn tính, the gourd lute of the Tày, before a hanging of brocade."""
    canvas.rect(0, 0, WIDTH, HEIGHT, PAPER_SHADE)
    canvas.circle(1060, 420, 190, GOLD_PALE)
    peaks(canvas, 730, [(180, 170, 210), (430, 150, 130), (1010, 170, 190), (1290, 190, 290), (1540, 150, 200)],
          STONE_PALE)  # fmt: skip
    canvas.rect(0, 720, WIDTH, 180, PAPER_SHADE)
    brocade(canvas, 96, 84)
    brocade(canvas, HEIGHT - 180, 84)
    along = [(1330.0, 300.0), (560.0, 520.0)]
    canvas.line([(x + 10, y + 16) for x, y in along], "#d9cfb8", 32)
    canvas.circle(500 + 10, 538 + 16, 150, "#d9cfb8")
    canvas.line(along, WOOD_DARK, 30)
    head = [(1320, 284), (1372, 268), (1424, 228), (1438, 262), (1386, 306), (1334, 322)]
    canvas.polygon(head, WOOD_DARK)
    canvas.circle(1430, 246, 20, RED)
    for step in (0, 1):
        x = 1352 + step * 40
        canvas.line([(x, 268 - step * 20), (x - 16, 222 - step * 16)], GOLD, 12)
    canvas.circle(500, 538, 150, "#b5803f")
    canvas.circle(500, 538, 126, GOLD_PALE)
    canvas.circle(500, 538, 18, WOOD_DARK)
    for angle in range(0, 360, 60):
        turn = math.radians(angle)
        canvas.circle(500 + 42 * math.cos(turn), 538 + 42 * math.sin(turn), 7, WOOD_DARK)
    canvas.line([(404, 528), (420, 596)], WOOD_DARK, 12)
    for offset in (-6, 6):
        canvas.line([(368, 576 + offset), (1346, 296 + offset)], WHITE, 3)
    canvas.curve([(1310, 318), (1290, 380), (1318, 440), (1296, 508)], RED, 9)
    canvas.curve([(1310, 318), (1330, 384), (1312, 444), (1336, 500)], JADE, 9)
