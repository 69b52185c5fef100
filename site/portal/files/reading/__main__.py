"""Reads a file from the standard input and writes its text, within limits of its own."""

import io
import resource
import sys

from portal.text import normalise

from . import docx, pdf, tidy

READERS = {"pdf": pdf.text_of, "docx": docx.text_of}
#: bytes of memory and seconds of one processor that a file may take
MEMORY, SECONDS = 1024**3, 30


def main(kind: str) -> None:
    """Write the text of the `kind` ("pdf", "docx") of file that comes in as UTF-8."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    text = READERS[kind](io.BytesIO(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(tidy(normalise(text)).encode(errors="ignore"))


if __name__ == "__main__":
    main(sys.argv[1])
