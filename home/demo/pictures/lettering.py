"""Words on a picture in the portal's own face, Be Vietnam Pro, at the size of the print.

The face comes as two files, one of Latin and one of Vietnamese letters, as browsers want it; a line is drawn
run by run, each run from the file that has its letters.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import portal

FACE = Path(portal.__file__).parent / "static" / "vendor" / "be-vietnam-pro"

#: letters of the Latin file beyond ASCII and Latin-1 that texts here use
LATIN = set("–—‘’“”•…")

REGULAR, BOLD = 400, 600


class Lettering:
    """Writes onto a finished picture; coordinates as those of the canvas that it was drawn with."""

    def __init__(self, image: Image.Image, density: float) -> None:
        self.draw = ImageDraw.Draw(image)
        self.density = density
        #: every text that was written, in order
        self.written: list[str] = []

    def write(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        colour: str,
        *,
        width: float = 0,
        weight: int = BOLD,
        align: float = 0,
        leading: float = 1.18,
    ) -> float:
        """Write `text` with its first line's top at `y`; return where a next text may begin.

        It is broken into lines of at most `width` (0: one line). `align` 0 begins at `x`, 0.5 has its middle
        there, 1 ends there.
        """
        self.written.append(text)
        lines = self.lines(text, size, width, weight) if width else [text]
        for line in lines:
            start = x - align * self.length(line, size, weight)
            for run, font in self._runs(line, size, weight):
                position = (start * self.density, (y + size) * self.density)
                self.draw.text(position, run, fill=colour, font=font, anchor="ls")
                start += font.getlength(run) / self.density
            y += size * leading
        return y

    def lines(self, text: str, size: float, width: float, weight: int = BOLD) -> list[str]:
        """Return `text` in as few lines as `width` allows, of lengths as even as can be."""
        lines = self._broken(text, size, width, weight)
        narrower = width
        while len(lines) > 1 and narrower > size * 2:
            narrower -= size / 4
            tried = self._broken(text, size, narrower, weight)
            if len(tried) > len(lines) or max(self.length(line, size, weight) for line in tried) > narrower:
                break
            lines = tried
        return lines

    def _broken(self, text: str, size: float, width: float, weight: int) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.length(longer, size, weight) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def length(self, text: str, size: float, weight: int = BOLD) -> float:
        """Return how wide `text` is on one line."""
        return sum(font.getlength(run) for run, font in self._runs(text, size, weight)) / self.density

    def _runs(self, text: str, size: float, weight: int) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
        for part, letters in groupby(text, key=_part):
            yield "".join(letters), _font(part, weight, round(size * self.density))


def _part(letter: str) -> str:
    return "latin" if letter in LATIN or (ord(letter) < 0x100) else "vietnamese"


@lru_cache(maxsize=64)
def _font(part: str, weight: int, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FACE / f"{part}-{weight}.woff2", pixels)
