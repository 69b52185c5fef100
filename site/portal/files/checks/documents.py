"""Documents: which kinds come in, and what each must be.

Not among them: archives (.zip, .rar), whose content nobody could judge or read on a phone; web pages, SVG,
scripts and programs; .rtf and .ppt, which nothing here can look into.
"""

from collections.abc import Callable
from typing import BinaryIO

from . import office, pdf, plain
from .errors import Refused
from .kinds import sniff

INSPECTORS: dict[str, tuple[str, Callable[[BinaryIO, str], None]]] = {
    "pdf": ("pdf", lambda stream, _: pdf.inspect(stream)),
    "docx": ("zip", office.inspect_open_xml),
    "xlsx": ("zip", office.inspect_open_xml),
    "pptx": ("zip", office.inspect_open_xml),
    "odt": ("zip", office.inspect_open_document),
    "ods": ("zip", office.inspect_open_document),
    "doc": ("ole", office.inspect_compound),
    "xls": ("ole", office.inspect_compound),
    "txt": ("", lambda stream, _: plain.inspect(stream)),
    "csv": ("", lambda stream, _: plain.inspect(stream)),
}


def inspect(stream: BinaryIO, extension: str) -> None:
    """Refuse the document in `stream` unless it is what `extension` says and holds nothing active."""
    container, check = INSPECTORS[extension]
    stream.seek(0)
    found = sniff(stream.read(4096))
    if container and found != container:
        if container == "zip" and found == "ole":
            raise Refused("encrypted")  # how Office packs a document with a password
        raise Refused("mismatch", extension=extension, found=found.upper())
    check(stream, extension)
