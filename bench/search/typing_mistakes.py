"""What fingers do to a query: one slip, or an input method that didn't compose."""

import random
import unicodedata
from collections.abc import Callable

Change = Callable[[str, random.Random], str]

_NEIGHBOURS = {
    "a": "sqz", "b": "vnh", "c": "xvd", "d": "sfe", "e": "wrd", "g": "fht", "h": "gjy", "i": "uok", "k": "jl",
    "l": "k", "m": "n", "n": "bm", "o": "ipl", "p": "o", "q": "wa", "r": "et", "s": "adw", "t": "ry", "u": "yi",
    "v": "cb", "x": "zc", "y": "tu",
}  # fmt: skip
_TONES = {
    "\u0300": ("f", "2"),
    "\u0309": ("r", "3"),
    "\u0303": ("x", "4"),
    "\u0301": ("s", "1"),
    "\u0323": ("j", "5"),
}
_HATS = {"\u0302": ("", "6"), "\u031b": ("w", "7"), "\u0306": ("w", "8")}


def typo(text: str, rng: random.Random) -> str:
    """Return `text` with one slip in one word of three letters and more."""
    words = text.split(" ")
    places = [at for at, word in enumerate(words) if len(word) >= 3 and word.isalpha()]
    if not places:
        return text
    at = rng.choice(places)
    word = words[at]
    where = rng.randrange(len(word) - 1)
    kind = rng.choice(("swap", "drop", "double", "neighbour", "joined"))
    if kind == "swap":
        word = word[:where] + word[where + 1] + word[where] + word[where + 2 :]
    elif kind == "drop":
        word = word[:where] + word[where + 1 :]
    elif kind == "double":
        word = word[: where + 1] + word[where] + word[where + 1 :]
    elif kind == "neighbour":
        plain = unicodedata.normalize("NFD", word[where].lower())[0]
        word = word[:where] + rng.choice(_NEIGHBOURS.get(plain, "x")) + word[where + 1 :]
    elif at + 1 < len(words):
        word = word + words.pop(at + 1)
    words[at] = word
    return " ".join(words)


def _keys(word: str, method: int) -> str:
    """Return the keys of a word; tone last, as most people type."""
    tone, out = "", ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char][method]
        elif char in _HATS:
            out += _HATS[char][method] or out[-1]
        elif char in "đĐ":
            out += ("d" if char == "đ" else "D") + ("d" if method == 0 else "9")
        else:
            out += char
    return out + tone


def _residue(word: str) -> str:
    """Return a word of which only the tone's key didn't compose: "thủ" as "thur", its hats lost."""
    bare = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    tone = "".join(_TONES[char][0] for char in unicodedata.normalize("NFD", word) if char in _TONES)
    return bare.replace("đ", "d").replace("Đ", "D") + tone


def telex(text: str, rng: random.Random) -> str:
    """Return `text` as Telex keys: in full, or only the keys of the tones."""
    change = rng.choice((lambda word: _keys(word, 0), _residue))
    return " ".join(map(change, text.split(" ")))


def vni(text: str, rng: random.Random) -> str:
    """Return `text` as VNI keys."""
    return " ".join(_keys(word, 1) if word.isalpha() else word for word in text.split(" "))
