"""The text of a PDF as PDFium finds it; nothing where the pages are pictures of paper."""

from typing import BinaryIO

import pypdfium2

from . import MOST_TEXT

#: pages that are read; a booklet of procedures has about 200
MOST_PAGES = 300
#: what PDFium writes where a word is cut at the end of a line
_CUT_WORD = "\ufffe"


def text_of(stream: BinaryIO) -> str:
    """Return the text of the first pages. Raises PdfiumError for what can't be opened."""
    document = pypdfium2.PdfDocument(stream.read())
    pieces: list[str] = []
    found = 0
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        piece = page.get_textpage().get_text_range().replace(_CUT_WORD, "")
        page.close()
        pieces.append(piece)
        found += len(piece)
        if found > MOST_TEXT:
            break
    return "\n".join(pieces)
