"""Scenes at a table, in a room, at a meeting."""

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
)
from .motifs import brocade, peaks, sheet, telephone, tick


def telephone_with_form(canvas: Canvas) -> None:
    """A telephone that shows a form with two ticked lines and a button; papers beside it."""
    canvas.rect(0, 0, WIDTH, HEIGHT, JADE_PALE)
    canvas.circle(800, 470, 390, "#e3eeea")
    sheet(canvas, 300, 240, 330, 450, lines=7)
    sheet(canvas, 1010, 300, 300, 390, lines=5)
    canvas.circle(1234, 600, 46, RED)
    canvas.circle(1234, 600, 36, WHITE)
    canvas.circle(1234, 600, 29, RED)
    x, y, width, height = telephone(canvas, 610, 90, 380, 720)
    canvas.rect(x + 30, y + 60, width - 60, 62, INDIGO, 12)
    canvas.rect(x + 54, y + 82, 150, 16, INDIGO_PALE, 8)
    for row in range(4):
        top = y + 160 + row * 88
        canvas.rect(x + 30, top, width - 60, 70, WHITE, 10)
        tick(canvas, x + 48, top + 17, 36, done=row < 3)
        canvas.rect(x + 102, top + 19, 168 - 26 * (row % 2), 12, STONE_LIGHT, 6)
        canvas.rect(x + 102, top + 41, 110 + 18 * (row % 2), 10, STONE_PALE, 5)
    canvas.rect(x + 30, y + height - 118, width - 60, 70, JADE, 14)
    canvas.rect(x + width / 2 - 70, y + height - 92, 140, 18, WHITE, 9)


def form_with_checklist(canvas: Canvas) -> None:
    """A form on a clipboard with a checklist, a pen beside it."""
    canvas.rect(0, 0, WIDTH, HEIGHT, "#e6dcc6")
    for line in (180, 430, 690):
        canvas.rect(0, line, WIDTH, 5, "#dccfb4")
    canvas.rect(472, 92, 640, 808, "#cbbd9f", 24)
    canvas.rect(458, 76, 640, 840, WOOD, 24)
    sheet(canvas, 496, 140, 564, 790, lines=0)
    for row in range(5):
        top = 330 + row * 112
        tick(canvas, 560, top, 54, done=row < 4)
        canvas.rect(646, top + 8, 330 - 50 * (row % 3), 14, STONE_LIGHT, 7)
        canvas.rect(646, top + 34, 250 + 40 * (row % 2), 11, STONE_PALE, 5)
    canvas.rect(690, 52, 176, 74, STONE_DARK, 16)
    canvas.circle(778, 74, 14, "#e6dcc6")
    pen(canvas, 1210, 250)
    canvas.rect(150, 560, 250, 170, "#cbbd9f", 10)
    canvas.rect(140, 548, 250, 170, INDIGO, 10)
    canvas.rect(140, 548, 74, 170, INDIGO_DEEP, 10)
    canvas.circle(302, 610, 32, GOLD_PALE)
    canvas.rect(250, 662, 104, 12, INDIGO_PALE, 6)


def pen(canvas: Canvas, x: float, y: float) -> None:
    """Draw a pen that lies aslant; (x, y) is the upper end."""
    canvas.line([(x + 12, y + 14), (x + 112, y + 394)], "#cbbd9f", 34)
    canvas.line([(x, y), (x + 92, y + 350)], INDIGO, 34)
    canvas.line([(x + 76, y + 288), (x + 84, y + 318)], GOLD, 36)
    canvas.polygon([(x + 75, y + 356), (x + 109, y + 346), (x + 107, y + 404)], STONE_DARK)


def writing_desk(canvas: Canvas) -> None:
    """A desk by the window: a notebook, a letter, a lamp; peaks outside."""
    canvas.rect(0, 0, WIDTH, HEIGHT, PAPER_SHADE)
    canvas.rect(190, 90, 720, 470, "#e9efed")
    peaks(canvas, 500, [(330, 150, 250), (600, 170, 320), (830, 130, 220)], STONE_PALE)
    peaks(canvas, 520, [(230, 110, 150), (470, 130, 190), (740, 120, 170)], STONE_LIGHT)
    canvas.rect(0, 470, WIDTH, 90, JADE_LIGHT)
    for box in ((0, 0, 190, 900), (910, 0, 690, 900), (0, 0, WIDTH, 90), (0, 560, WIDTH, 340)):
        canvas.rect(*box, PAPER_SHADE)
    canvas.frame(174, 74, 752, 502, WOOD, 22, 6)
    canvas.rect(539, 90, 18, 470, WOOD)
    canvas.rect(150, 572, 800, 24, WOOD_DARK, 6)
    canvas.rect(0, 690, WIDTH, 210, WOOD)
    canvas.rect(0, 690, WIDTH, 16, WOOD_DARK)
    canvas.polygon([(560, 850), (1040, 850), (990, 742), (610, 742)], WHITE)
    canvas.polygon([(796, 850), (804, 850), (802, 742), (798, 742)], STONE_PALE)
    for row in range(4):
        y = 762 + row * 22
        canvas.rect(640 - row * 8, y, 136 + row * 4, 7, STONE_LIGHT, 3)
        if row < 2:
            canvas.rect(826, y, 130 + row * 4, 7, STONE_LIGHT, 3)
    canvas.line([(960, 752), (1096, 812)], INDIGO, 16)
    canvas.line([(942, 744), (956, 750)], STONE_DARK, 9)
    envelope(canvas, 180, 742)
    lamp(canvas, 1260, 700)


def envelope(canvas: Canvas, x: float, y: float) -> None:
    canvas.polygon([(x, y + 108), (x + 300, y + 108), (x + 278, y), (x + 26, y)], PAPER)
    canvas.polygon([(x + 26, y), (x + 278, y), (x + 152, y + 66)], PAPER_SHADE)
    canvas.line([(x + 26, y), (x + 152, y + 66), (x + 278, y)], STONE_LIGHT, 4)
    canvas.circle(x + 152, y + 64, 16, RED)


def lamp(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x - 90, y - 12, 190, 26, INDIGO_DEEP, 13)
    canvas.line([(x, y - 10), (x + 64, y - 190), (x - 60, y - 330)], INDIGO_DEEP, 16)
    top_x, top_y = x - 52, y - 336
    canvas.circle(top_x - 96, top_y + 72, 34, GOLD_PALE)
    shade = [(0, 22), (0, -22), (116, -78), (116, 78)]
    canvas.polygon(
        [(top_x - 0.8 * down + 0.6 * aside, top_y + 0.6 * down + 0.8 * aside) for down, aside in shade], JADE
    )
    canvas.circle(x + 64, y - 190, 16, GOLD)


def service_corner(canvas: Canvas) -> None:
    """A corner in a village hall: a table with a computer and a printer, a notice board, two chairs."""
    canvas.rect(0, 0, WIDTH, HEIGHT, "#efe7d6")
    brocade(canvas, 0, 76)
    canvas.rect(0, 720, WIDTH, 180, "#cdb995")
    canvas.rect(0, 720, WIDTH, 10, WOOD)
    canvas.rect(200, 150, 480, 310, WOOD, 10)
    canvas.rect(218, 168, 444, 274, JADE, 4)
    for x, y, width, height, colour in (
        (250, 200, 120, 150, WHITE), (396, 200, 120, 96, GOLD_PALE), (396, 312, 120, 100, WHITE),
        (542, 200, 92, 190, WHITE),
    ):  # fmt: skip
        canvas.rect(x, y, width, height, colour, 4)
        canvas.circle(x + width / 2, y + 10, 7, RED)
        for row in range(int((height - 50) // 22)):
            canvas.rect(x + 16, y + 34 + row * 22, width - 32 - 14 * (row % 2), 8, STONE_LIGHT, 4)
    canvas.circle(1190, 280, 84, WOOD_DARK)
    canvas.circle(1190, 280, 72, WHITE)
    canvas.line([(1190, 280), (1190, 226)], INDIGO_DEEP, 8)
    canvas.line([(1190, 280), (1228, 300)], INDIGO_DEEP, 8)
    canvas.rect(560, 590, 740, 26, WOOD_DARK, 6)
    for leg in (590, 1246):
        canvas.rect(leg, 614, 24, 206, WOOD_DARK)
    computer(canvas, 700, 590)
    printer(canvas, 1060, 590)
    for x, way in ((420, 1), (1400, -1)):
        chair(canvas, x, 830, way)


def computer(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x + 112, y - 60, 36, 52, STONE_DARK)
    canvas.rect(x + 64, y - 14, 132, 14, STONE_DARK, 6)
    canvas.rect(x, y - 226, 260, 170, INDIGO_DEEP, 12)
    canvas.rect(x + 12, y - 214, 236, 146, PAPER, 4)
    canvas.rect(x + 12, y - 214, 236, 26, INDIGO, 4)
    canvas.rect(x + 50, y - 168, 160, 26, WHITE, 13)
    canvas.rect(x + 182, y - 168, 28, 26, JADE, 13)
    for row in range(3):
        canvas.rect(x + 50, y - 128 + row * 18, 140 - row * 26, 8, STONE_LIGHT, 4)


def printer(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x + 36, y - 150, 118, 80, WHITE)
    canvas.rect(x, y - 92, 190, 92, STONE_LIGHT, 10)
    canvas.rect(x, y - 92, 190, 30, STONE_DARK, 10)
    canvas.circle(x + 164, y - 77, 6, JADE_LIGHT)
    canvas.rect(x + 30, y - 40, 130, 14, INDIGO_DEEP, 6)
    canvas.rect(x + 40, y - 34, 110, 34, WHITE)


def chair(canvas: Canvas, x: float, y: float, way: int) -> None:
    """Draw a chair that looks right (`way` 1) or left (-1), its feet on `y`."""
    canvas.line([(x - 58 * way, y - 320), (x - 50 * way, y)], INDIGO_DEEP, 16)
    canvas.line([(x + 66 * way, y - 150), (x + 70 * way, y)], INDIGO_DEEP, 16)
    canvas.line([(x - 54 * way, y - 158), (x + 66 * way, y - 158)], JADE, 30)
    canvas.line([(x - 59 * way, y - 316), (x - 56 * way, y - 236)], JADE, 26)


def meeting(canvas: Canvas) -> None:
    """A round table from above with eight chairs, papers and a plan in the middle."""
    canvas.rect(0, 0, WIDTH, HEIGHT, "#e4e8ea")
    for dx, dy in ((-560, -100), (-560, 110), (560, -100), (560, 110), (-300, -310), (0, -310), (300, -310),
                   (-300, 310), (0, 310), (300, 310)):  # fmt: skip
        canvas.rect(800 + dx - 62, 450 + dy - 62, 124, 124, INDIGO, 44)
        canvas.rect(800 + dx - 44, 450 + dy - 44, 88, 88, INDIGO_MID, 32)
    canvas.rect(306, 198, 1000, 520, "#c5cbcd", 220)
    canvas.rect(300, 188, 1000, 520, WOOD, 220)
    canvas.rect(326, 214, 948, 468, "#a4744f", 196)
    for x, y in (
        (420, 320),
        (420, 480),
        (1100, 320),
        (1100, 480),
        (540, 240),
        (960, 240),
        (540, 580),
        (960, 580),
    ):
        canvas.rect(x, y, 84, 72, WHITE, 4)
        for row in range(3):
            canvas.rect(x + 12, y + 16 + row * 17, 58 - 12 * (row % 2), 6, STONE_LIGHT, 3)
    canvas.rect(610, 340, 380, 220, PAPER, 6)
    for index, (tall, colour) in enumerate(((60, JADE_LIGHT), (96, JADE_MID), (128, JADE), (84, GOLD))):
        canvas.rect(650 + index * 50, 530 - tall, 34, tall, colour, 4)
    canvas.rect(646, 532, 206, 5, STONE_DARK)
    for row in range(4):
        tick(canvas, 880, 376 + row * 40, 24, done=row < 3)
        canvas.rect(914, 384 + row * 40, 50, 8, STONE_LIGHT, 4)
    for x, y in ((560, 396), (1020, 500)):
        canvas.circle(x, y, 26, WHITE)
        canvas.circle(x, y, 18, JADE_LIGHT)


def safe_lock(canvas: Canvas) -> None:
    """A padlock before a card with a portrait and hidden figures."""
    canvas.rect(0, 0, WIDTH, HEIGHT, INDIGO_PALE)
    canvas.circle(800, 450, 400, "#d5dde9")
    canvas.rect(372, 262, 700, 430, "#b3c1d4", 28)
    canvas.rect(356, 242, 700, 430, WHITE, 28)
    canvas.rect(356, 242, 700, 90, JADE, 28)
    canvas.rect(356, 300, 700, 34, JADE)
    canvas.rect(396, 276, 260, 20, JADE_PALE, 8)
    canvas.rect(404, 374, 180, 232, JADE_PALE, 12)
    canvas.circle(494, 452, 44, INDIGO_MID)
    canvas.polygon([(420, 606), (432, 544), (464, 514), (524, 514), (556, 544), (568, 606)], INDIGO_MID)
    for row in range(4):
        for dot in range(7 - row % 2 * 2):
            canvas.circle(640 + dot * 36, 398 + row * 60, 10, STONE_LIGHT)
    canvas.arc(1070, 470, 92, 180, 360, STONE_DARK, 34)
    canvas.rect(961, 470, 34, 80, STONE_DARK)
    canvas.rect(1145, 470, 34, 80, STONE_DARK)
    canvas.rect(930, 530, 280, 230, RED, 26)
    canvas.rect(930, 700, 280, 60, RED_DEEP, 26)
    canvas.rect(930, 690, 280, 30, RED)
    canvas.circle(1070, 618, 34, WHITE)
    canvas.polygon([(1056, 626), (1084, 626), (1094, 694), (1046, 694)], WHITE)
