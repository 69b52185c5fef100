"""Plucked strings by Karplus and Strong (1983): a burst of noise that goes round a loop and softens.

Plain Python: a tune of fourteen seconds takes about half a second.
"""

import random
from array import array
from collections.abc import Sequence
from functools import lru_cache

#: samples a second; all parts are mono
RATE = 22_050

#: the tones of the pentatonic scale that tunes here use, in hertz; "-" is a rest
TONES = {
    "g": 196.00,
    "a": 220.00,
    "c": 261.63,
    "d": 293.66,
    "e": 329.63,
    "G": 392.00,
    "A": 440.00,
    "C": 523.25,
    "D": 587.33,
    "E": 659.26,
}

#: how long a string sounds, in seconds
RINGS = 1.3
LOUDEST = 26_000


def tune(notes: Sequence[str], seconds: float, beat: float) -> bytes:
    """Return 16-bit mono samples of `seconds`: one of `notes` a beat, begun again when they are over.

    A note is a tone of `TONES`, two tones that sound together ("ce"), or "-".
    """
    length = round(seconds * RATE)
    mixed = array("d", bytes(8 * length))
    beats = int((seconds - 0.6) / beat)
    for place in range(beats):
        start = round(place * beat * RATE)
        loud = 1.0 if place % 4 == 0 else 0.72
        for tone in notes[place % len(notes)].replace("-", ""):
            for offset, value in enumerate(_string(tone)[: length - start]):
                mixed[start + offset] += value * loud
    top = max(max(mixed), -min(mixed), 1e-9)
    fade = round(0.5 * RATE)
    for offset in range(fade):
        mixed[length - 1 - offset] *= offset / fade
    return array("h", (round(value / top * LOUDEST) for value in mixed)).tobytes()


@lru_cache(maxsize=len(TONES))
def _string(tone: str) -> "array[float]":
    noise = random.Random(tone)  # noqa: S311 - a sound, no secret; the same for every copy
    loop = [noise.uniform(-1, 1) for _ in range(round(RATE / TONES[tone]))]
    size = len(loop)
    # Softer at the beginning, as a finger plucks gut and not a plectrum steel.
    loop = [(loop[place] + loop[place - 1] + loop[place - 2]) / 3 for place in range(size)]
    samples = array("d")
    for place in range(round(RINGS * RATE)):
        at = place % size
        value = loop[at]
        samples.append(value)
        loop[at] = 0.4985 * (value + loop[(at + 1) % size])
    return samples
