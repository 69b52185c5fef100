"""Every recording by its key: its stage, its tune, how long it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PIL import Image

from ..pictures.canvas import GOLD, GOLD_PALE, WHITE, Canvas
from ..pictures.lettering import REGULAR, Lettering
from . import scenes
from .encoding import FRAMES_A_SECOND, m4a, mp4
from .sound import tune

#: pixels of a video; of the 1600 × 900 units that scenes are drawn in
SIZE = (640, 360)
DENSITY = SIZE[0] / 1600

#: how long the title stands at the beginning, in seconds
TITLE = 2.2
NOTE = "Bản ghi minh họa – dữ liệu mẫu của cổng thông tin"

#: the word above the title of each
KINDS = {"tieu-pham": "Tiểu phẩm", "ca": "Ca", "mua": "Múa", "kich-ngan": "Kịch ngắn"}


@dataclass(frozen=True)
class Film:
    """A recording to make. `notes` are beats of `beat` seconds (see `sound`)."""

    key: str
    seconds: float
    still: Callable[[Canvas], None]
    moving: Callable[[Canvas, float], None]
    notes: tuple[str, ...]
    beat: float
    #: the moment, in seconds, that stands for the recording in lists
    moment: float

    def video(self, kind: str, title: str) -> bytes:
        """Return it as an MP4 that begins with its title."""
        return mp4(self._frames(kind, title), self._sound(), SIZE)

    def audio(self) -> bytes:
        """Return its tune alone."""
        return m4a(self._sound())

    def poster(self) -> Image.Image:
        """Return the picture that stands for it: 1280 × 720."""
        canvas = Canvas(density=0.8)
        self.still(canvas)
        self.moving(canvas, self.moment)
        scenes.curtain(canvas, self.moment)
        return canvas.finish()

    def frame(self, backdrop: Image.Image, t: float, words: tuple[str, str]) -> Image.Image:
        """Return the picture at `t`, drawn onto a copy of `backdrop`."""
        canvas = Canvas(density=DENSITY)
        canvas.image.paste(backdrop)
        self.moving(canvas, t)
        scenes.curtain(canvas, t)
        image = canvas.finish()
        if t < TITLE:
            pen = Lettering(image, DENSITY)
            pen.write(words[0], 800, 300, 44, GOLD_PALE, align=0.5)
            pen.write(words[1], 800, 372, 92, WHITE, width=1300, align=0.5)
            pen.write(NOTE, 800, 640, 30, GOLD_PALE, weight=REGULAR, align=0.5)
            pen.draw.rectangle([_px(740), _px(360), _px(860), _px(366)], fill=GOLD)
        return image

    def _frames(self, kind: str, title: str) -> Iterator[Image.Image]:
        canvas = Canvas(density=DENSITY)
        self.still(canvas)
        for number in range(round(self.seconds * FRAMES_A_SECOND)):
            yield self.frame(canvas.image, number / FRAMES_A_SECOND, (kind, title))

    def _sound(self) -> bytes:
        return tune(self.notes, self.seconds, self.beat)


def _px(units: float) -> int:
    return round(units * DENSITY)


_ALL = (
    Film(
        "bo-ho-so-cua-ba",
        14,
        scenes.counter,
        scenes.at_the_counter,
        ("cG", "-", "e", "G", "A", "-", "G", "e", "d", "-", "e", "c", "a", "-", "c", "-"),
        0.3,
        9.8,
    ),
    Film(
        "loi-then-moi-ban",
        15,
        scenes.moonlight,
        scenes.singing,
        ("aE", "-", "C", "D", "E", "D", "C", "A", "gC", "-", "A", "G", "A", "C", "A", "-"),
        0.36,
        7.0,
    ),
    Film(
        "mua-nuoc-ve",
        14,
        scenes.stream,
        scenes.dancing,
        ("cC", "G", "A", "C", "dD", "C", "A", "G", "eE", "D", "C", "A", "gG", "A", "C", "-"),
        0.24,
        6.4,
    ),
    Film(
        "mat-khau-khong-cho-muon",
        13,
        scenes.yard,
        scenes.keeping_the_secret,
        ("a", "-", "a", "c", "d", "-", "c", "a", "g", "-", "a", "-", "eA", "-", "-", "-"),
        0.34,
        8.0,
    ),
)

FILMS: dict[str, Film] = {film.key: film for film in _ALL}
