"""The stages of the sample recordings: what stands still, and what moves with time.

Drawn on the surface of the illustrations (1600 × 900 units). `t` are seconds from the beginning.
"""

import math

from ..pictures.canvas import (
    GOLD,
    GOLD_PALE,
    INDIGO,
    INDIGO_DEEP,
    INDIGO_MID,
    JADE,
    JADE_LIGHT,
    JADE_MID,
    RED,
    RED_DEEP,
    WHITE,
    WOOD,
    WOOD_DARK,
    Canvas,
)
from ..pictures.motifs import brocade, peaks, sheet, telephone, tick
from ..pictures.scenery import hills, person, stand, standing_lute, sun, water_wheel

#: where the boards of the stage end towards the audience
EDGE = 800


def stage(canvas: Canvas, backdrop: str) -> None:
    """Draw what all have: backdrop, boards, the woven band at the front."""
    canvas.rect(0, 0, 1600, 900, backdrop)
    canvas.polygon([(120, 640), (1480, 640), (1600, EDGE), (0, EDGE)], WOOD)
    for start in range(-4, 5):
        canvas.line([(800 + start * 160, 642), (800 + start * 205, EDGE)], WOOD_DARK, 3)
    canvas.ellipse(800, 730, 520, 56, "#a97b4e")
    canvas.rect(0, EDGE, 1600, 100, WOOD_DARK)
    brocade(canvas, EDGE + 14, 66)


def curtain(canvas: Canvas, t: float) -> None:
    """Draw the curtain: closed at first, drawn aside within two seconds."""
    opened = min(1.0, max(0.0, (t - 1.1) / 1.5))
    opened = opened * opened * (3 - 2 * opened)
    for way, edge in ((1, 0.0), (-1, 1600.0)):
        reach = 800 - 620 * opened
        for fold in range(8):
            outer = (8 - fold) / 8 * reach
            foot = outer + 26 * opened * math.sin(fold * 1.3)
            shape = [(edge, 0), (edge + way * outer, 0), (edge + way * foot, EDGE), (edge, EDGE)]
            canvas.polygon(shape, (RED, RED_DEEP)[fold % 2])
    canvas.rect(0, 0, 1600, 74, RED_DEEP)
    for scallop in range(16):
        canvas.ellipse(50 + scallop * 100, 72, 52, 34, RED)
    canvas.rect(0, 0, 1600, 66, RED)
    canvas.rect(0, 58, 1600, 9, GOLD)


def counter(canvas: Canvas) -> None:
    """The office: a counter, a clock, a shelf, the valley behind the window."""
    stage(canvas, "#e9dfc8")
    canvas.rect(300, 170, 430, 330, WHITE, 6)
    canvas.rect(316, 186, 398, 298, "#dfe8e4")
    for x, half, tall in ((400, 90, 150), (520, 100, 200), (640, 90, 130)):
        outline = [
            (x - half + half * step / 10, 484 - tall * (1 - abs(step / 10 - 1) ** 2.4)) for step in range(21)
        ]
        canvas.polygon([*outline, (x + half, 484), (x - half, 484)], JADE_LIGHT if tall > 160 else JADE_MID)
    canvas.rect(508, 186, 10, 298, WHITE)
    canvas.circle(900, 250, 58, INDIGO)
    canvas.circle(900, 250, 48, WHITE)
    canvas.line([(900, 250), (900, 214)], INDIGO_DEEP, 6)
    canvas.line([(900, 250), (926, 262)], INDIGO_DEEP, 6)
    canvas.rect(1010, 200, 330, 14, WOOD_DARK)
    for book in range(9):
        canvas.rect(
            1026 + book * 34, 120 + book % 3 * 12, 27, 80 - book % 3 * 12, (INDIGO, JADE, RED, GOLD)[book % 4]
        )


def at_the_counter(canvas: Canvas, t: float) -> None:
    """She comes with her paper; the officer reads it, ticks what is there, gives a slip back."""
    person(canvas, 1080, 640, 330, INDIGO, way=-1)
    canvas.rect(880, 520, 420, 200, WOOD, 6)
    canvas.rect(860, 504, 460, 26, WOOD_DARK, 6)
    canvas.rect(880, 560, 420, 8, GOLD)
    walk = min(1.0, max(0.0, (t - 2.4) / 3.2))
    x = 330 + 400 * walk
    bob = 7 * abs(math.sin(t * 5)) if 0 < walk < 1 else 0
    person(canvas, x, 760 - bob, 340, RED, hat=True)
    if t < 6.2:
        canvas.rect(x + 96, 552 - bob, 52, 70, WHITE, 3)
        canvas.rect(x + 106, 566 - bob, 32, 6, INDIGO)
        canvas.rect(x + 106, 584 - bob, 26, 5, JADE_MID)
        return
    sheet(canvas, 930, 398, 92, 112, lines=4)
    for row in range(min(3, int((t - 6.2) / 1.3))):
        tick(canvas, 1180, 300 + row * 62, 44)
        canvas.rect(1236, 312 + row * 62, 110 - row * 18, 12, INDIGO_MID, 6)
    if t > 10.6:
        canvas.rect(x + 92, 560, 66, 44, GOLD_PALE, 4)
        canvas.rect(x + 102, 572, 44, 6, RED)
        canvas.rect(x + 102, 586, 30, 5, INDIGO)


def moonlight(canvas: Canvas) -> None:
    """Night over the ranges, the moon behind the singers."""
    stage(canvas, "#142548")
    sun(canvas, 800, 330, 205, "#22395f")
    sun(canvas, 800, 330, 160, GOLD_PALE)
    ranges = (
        (INDIGO_MID, [(300, 190, 260), (560, 170, 180), (1060, 180, 210), (1330, 200, 300)]),
        (INDIGO, [(160, 150, 170), (440, 150, 130), (900, 180, 110), (1210, 160, 170), (1480, 150, 200)]),
    )
    for place, (colour, towers) in enumerate(ranges):
        peaks(canvas, 600 + place * 40, towers, colour)
    canvas.polygon([(120, 640), (1480, 640), (1600, EDGE), (0, EDGE)], WOOD)
    canvas.ellipse(800, 730, 560, 58, "#a97b4e")
    canvas.rect(0, EDGE, 1600, 100, WOOD_DARK)
    brocade(canvas, EDGE + 14, 66)


def singing(canvas: Canvas, t: float) -> None:
    """Three singers sway; the lute stands among them and its sound goes out in waves."""
    for ring in range(4):
        reach = ((t * 0.35 + ring / 4) % 1.0) * 330 + 60
        if t > 2.4:
            canvas.arc(800, 620, reach, 198, 342, (GOLD, JADE_LIGHT)[ring % 2], max(1.5, 6 - reach / 70))
    for place, (x, cloth) in enumerate(((470, JADE), (1130, RED))):
        sway = 12 * math.sin(t * 1.7 + place * math.pi)
        person(canvas, x + sway, 764, 350, cloth, way=1 if x < 800 else -1)
    standing_lute(canvas, 800 + 4 * math.sin(t * 1.7), 770, 540)
    person(canvas, 640 + 8 * math.sin(t * 1.7 + 1), 782, 360, INDIGO, way=1)


def stream(canvas: Canvas) -> None:
    """Fields, the trestle of the wheel and a stream at the back of the stage."""
    stage(canvas, "#eef0e6")
    sun(canvas, 430, 230, 76)
    peaks(
        canvas,
        520,
        [(260, 190, 230), (560, 180, 170), (900, 190, 240), (1250, 190, 190), (1500, 170, 260)],
        "#cfd8d2",
    )
    hills(canvas, [(JADE_LIGHT, 520, 22, 0.6), (JADE_MID, 580, 16, 2.0)])
    canvas.rect(0, 612, 1600, 30, "#9fd0c4")
    canvas.polygon([(120, 640), (1480, 640), (1600, EDGE), (0, EDGE)], WOOD)
    canvas.ellipse(800, 730, 560, 58, "#a97b4e")
    canvas.rect(0, EDGE, 1600, 100, WOOD_DARK)
    brocade(canvas, EDGE + 14, 66)
    stand(canvas, 1190, 420, 180)


def dancing(canvas: Canvas, t: float) -> None:
    """The wheel turns; five dancers cross each other with open fans."""
    water_wheel(canvas, 1190, 420, 180, turned=t * 16)
    turns = [(t * 0.75 + place * math.tau / 5, (RED, JADE, INDIGO, JADE, RED)[place]) for place in range(5)]
    for phase, cloth in sorted(turns, key=lambda turn: math.sin(turn[0])):
        x, y = 800 + 430 * math.cos(phase), 756 + 30 * math.sin(phase)
        way = 1 if math.sin(phase) < 0 else -1
        person(canvas, x, y, 270 + 24 * math.sin(phase), cloth, way=way)
        fan(canvas, x + way * 100, y - 178, 62, 25 * math.sin(t * 2.2 + phase) - 90, GOLD_PALE)


def fan(canvas: Canvas, x: float, y: float, size: float, turn: float, fill: str) -> None:
    """Draw an open fan that points to `turn` degrees."""
    for leaf in range(7):
        start, end = (math.radians(turn - 63 + leaf * 18 + side) for side in (0, 18))
        rim = [(x + size * math.cos(angle), y + size * math.sin(angle)) for angle in (start, end)]
        canvas.polygon([(x, y), *rim], fill if leaf % 2 else RED)
    canvas.circle(x, y, 7, GOLD)


def yard(canvas: Canvas) -> None:
    """An evening in the hamlet: a lit window, the ranges, a bench."""
    stage(canvas, "#2d4a73")
    peaks(canvas, 560, [(300, 190, 240), (620, 180, 190), (980, 190, 220), (1320, 200, 280)], "#3f5f88")
    peaks(canvas, 610, [(180, 150, 130), (800, 180, 120), (1180, 160, 120)], "#25406a")
    canvas.polygon([(120, 640), (1480, 640), (1600, EDGE), (0, EDGE)], WOOD)
    canvas.ellipse(800, 730, 560, 58, "#a97b4e")
    canvas.rect(0, EDGE, 1600, 100, WOOD_DARK)
    brocade(canvas, EDGE + 14, 66)
    canvas.polygon([(210, 350), (340, 210), (660, 210), (790, 350)], "#59636a")
    canvas.rect(250, 350, 500, 300, "#7a4f34")
    canvas.rect(330, 420, 120, 110, GOLD_PALE, 4)
    canvas.rect(386, 420, 8, 110, WOOD_DARK)
    canvas.rect(560, 410, 120, 240, WOOD_DARK, 4)


def keeping_the_secret(canvas: Canvas, t: float) -> None:
    """A stranger asks and leans nearer; the telephone in the middle locks itself; he goes."""
    person(canvas, 560, 770, 340, JADE)
    lean = min(1.0, max(0.0, (t - 3.0) / 2.0)) - min(1.0, max(0.0, (t - 8.6) / 2.2)) * 2.1
    person(canvas, 1240 - 130 * lean, 772, 350, INDIGO_DEEP, way=-1)
    if t < 2.8:
        return
    x, y, width, height = telephone(canvas, 764, 330, 190, 340)
    locked = t > 7.0
    canvas.rect(x + 14, y + 36, width - 28, 54, RED if locked else JADE, 10)
    shackle = 0 if locked else 26
    middle = x + width / 2
    canvas.arc(middle, y + 176 - shackle, 36, 180, 360, INDIGO, 14)
    canvas.rect(middle - 36, y + 176 - shackle, 8, 30 + shackle, INDIGO)
    if locked:
        canvas.rect(middle + 28, y + 176, 8, 30, INDIGO)
    canvas.rect(middle - 58, y + 196, 116, 88, RED if locked else JADE, 12)
    canvas.circle(middle, y + 234, 13, GOLD_PALE)
    canvas.rect(middle - 5, y + 236, 10, 28, GOLD_PALE, 4)
    dots = min(4, int((t - 3.0) * 1.1)) if t > 3 and not locked else 0
    for dot in range(dots):
        canvas.circle(middle - 42 + dot * 28, y + height - 32, 9, INDIGO)
