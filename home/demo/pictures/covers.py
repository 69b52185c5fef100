"""Covers of the sample issues of the magazine: 1000 × 1414 units, drawn at 1200 pixels across."""

import io
from collections.abc import Callable
from dataclasses import dataclass

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
    PAPER,
    WHITE,
    Canvas,
)
from .landscapes import stilt_house
from .lettering import REGULAR, Lettering
from .motifs import brocade, leafy, ripples
from .scenery import hills, raft, ranges, stand, sun, terraces, water_wheel

DENSITY = 1.2
SIZE = (1000.0, 1414.0)
NAME = ("Văn hóa", "Thông tin")
NOTE = "Số mẫu – dữ liệu mẫu của cổng thông tin"


@dataclass(frozen=True)
class Cover:
    """A cover: what it shows, the number and theme on it."""

    key: str
    title: str
    alt: str
    number: str
    theme: str
    scene: Callable[[Canvas], None]

    def png(self) -> bytes:
        """Draw it."""
        canvas = Canvas(PAPER, SIZE, DENSITY)
        self.scene(canvas)
        image = canvas.finish()
        pen = Lettering(image, DENSITY)
        pen.write("Tạp chí", 70, 60, 40, GOLD_PALE)
        y = pen.write(NAME[0], 66, 104, 128, WHITE, leading=1.1)
        pen.write(NAME[1], 66, y, 128, WHITE)
        pen.write(self.number, 930, 60, 40, GOLD_PALE, align=1)
        pen.write(self.theme, 70, 1216, 58, WHITE, width=860)
        pen.write(NOTE, 70, 1362, 22, INDIGO_PALE, weight=REGULAR)
        buffer = io.BytesIO()
        image.save(buffer, "PNG", compress_level=6)
        return buffer.getvalue()


def river_morning(canvas: Canvas) -> None:
    """Indigo sky, ranges in the morning, a raft on jade water."""
    canvas.rect(0, 0, 1000, 1414, INDIGO)
    sun(canvas, 690, 560, 170, GOLD_PALE)
    ranges(
        canvas,
        860,
        [
            (INDIGO_MID, [(110, 170, 330), (340, 150, 240), (620, 160, 210), (900, 180, 370)]),
            ("#5d83a0", [(220, 140, 230), (480, 130, 190), (780, 150, 250), (1000, 120, 180)]),
            (JADE_MID, [(60, 130, 160), (360, 130, 150), (640, 130, 130), (920, 130, 190)]),
        ],
        40,
    )
    canvas.rect(0, 940, 1000, 240, JADE_LIGHT)
    canvas.below([(0, 942), (260, 934), (560, 946), (800, 936), (1000, 944)], JADE_LIGHT, 1180)
    ripples(canvas, [(80, 990, 180), (420, 976, 160), (720, 1000, 220)], WHITE, 6)
    ripples(canvas, [(180, 1068, 260), (600, 1090, 300)], JADE_MID, 6)
    raft(canvas, 470, 1050, 300, INDIGO)
    canvas.rect(0, 1180, 1000, 234, INDIGO_DEEP)
    brocade(canvas, 1130, 60)


def wheel_and_fields(canvas: Canvas) -> None:
    """Jade sky, terraced fields, the water wheel in gold light."""
    canvas.rect(0, 0, 1000, 1414, JADE)
    sun(canvas, 330, 590, 150, GOLD_PALE, rings=2)
    ranges(
        canvas,
        800,
        [
            ("#2f8577", [(150, 170, 250), (480, 160, 200), (840, 190, 340)]),
            ("#56a193", [(300, 140, 190), (640, 150, 220), (960, 140, 180)]),
        ],
        36,
    )
    terraces(canvas, 840, 6, 56)
    stilt_house(canvas, 110, 960, 0.9)
    leafy(canvas, 90, 1030, 40, "#0c574d")
    stand(canvas, 700, 860, 220)
    water_wheel(canvas, 700, 860, 220)
    hills(canvas, [("#0c574d", 1120, 10, 0.4)])
    canvas.rect(0, 1190, 1000, 224, INDIGO_DEEP)
    canvas.rect(0, 1186, 1000, 5, GOLD)
    brocade(canvas, 1130, 60)


_ALL = (
    Cover(
        "bia-tap-chi-so-1",
        "Bìa tạp chí số 1/2026 (số mẫu)",
        "Bìa số 1/2026: buổi sớm trên sông, núi đá xếp lớp trước mặt trời vàng, một người chống mảng tre; "
        "dòng chữ “Một cửa và những bước chân”.",
        "Số 1/2026",
        "Một cửa và những bước chân",
        river_morning,
    ),
    Cover(
        "bia-tap-chi-so-2",
        "Bìa tạp chí số 2/2026 (số mẫu)",
        "Bìa số 2/2026: ruộng bậc thang, nhà sàn và cọn nước lớn dưới trời xanh ngọc; "
        "dòng chữ “Gọn giấy, đẹp lời”.",
        "Số 2/2026",
        "Gọn giấy, đẹp lời",
        wheel_and_fields,
    ),
)

COVERS: dict[str, Cover] = {cover.key: cover for cover in _ALL}
