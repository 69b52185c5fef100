"""One way to write the same characters: what is stored, imported and asked is brought to it first."""

import re
import unicodedata

# Letters that look like Đ and stand for it in texts made with other keyboards and fonts.
_LETTERS = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\v\f\u0085\u2028\u2029"
# Zero width space and non-joiner, word joiner, BOM, soft hyphen; marks and overrides of direction.
_INVISIBLE = (
    "\u200b\u200c\u2060\ufeff\u00ad\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_CONTROLS = [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t\r\v\f\u0085"]

_TABLE: dict[int, str | None] = {
    **{ord(char): " " for char in _SPACES},
    **{ord(char): "\n" for char in _LINE_ENDS},
    **dict.fromkeys(map(ord, _INVISIBLE)),
    **dict.fromkeys(_CONTROLS),
    **dict.fromkeys(range(0xD800, 0xE000)),  # half a character: no database and no page can hold it
    **{ord(char): letter for char, letter in _LETTERS.items()},
}
# Most texts are clean: looking is ten times as fast as translating each character.
_ODD = re.compile(
    f"[{''.join(re.escape(chr(code)) for code in _TABLE if code < 0xD800 or code > 0xDFFF)}\ud800-\udfff]"
)
_LINE_BREAK = re.compile(r"\r\n?")


def normalise(text: str) -> str:
    """Return `text` as Unicode NFC, with Đ in one form, plain spaces, line feeds, and nothing invisible.

    Nothing that a reader sees is lost, and a second call changes nothing.
    """
    if "\r" in text:
        text = _LINE_BREAK.sub("\n", text)
    if _ODD.search(text):
        text = text.translate(_TABLE)
    return unicodedata.normalize("NFC", text)
