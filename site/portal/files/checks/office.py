"""Office documents: Open XML (ECMA-376), OpenDocument (ISO/IEC 26300), and the older compound files."""

import io
import re
from typing import BinaryIO

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from . import archives, compound
from .errors import Refused, require

_MAIN_TYPES = {
    "docx": "wordprocessingml.document.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
    "pptx": "presentationml.presentation.main+xml",
}
_OPEN_DOCUMENT_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
_MACRO_PARTS = re.compile(
    r"vbaproject\.bin|vbadata\.xml|/activex/|macrosheets?/|^basic/|^scripts/", re.IGNORECASE
)
_MACRO_TYPES = ("macroenabled", "vbaproject", "macrosheet", "activex")
_EMBEDDED = re.compile(r"embeddings/[^/]+\.(docx|xlsx|pptx)$", re.IGNORECASE)
_OBJECTS = re.compile(r"(oleobject[^/]*\.bin|embeddings/[^/]+\.bin)$", re.IGNORECASE)
# A template, frame or object fetched from elsewhere runs what it finds there; a link waits for a click.
_FETCHED = ("/oleObject", "/attachedTemplate", "/frame", "/subDocument", "/externalLinkPath", "/control")
_PACKAGE = "Ole10Native".encode("utf-16-le")


def inspect_open_xml(stream: BinaryIO, extension: str, *, depth: int = 0) -> None:
    """Refuse what is no `extension` ("docx", "xlsx", "pptx"), or holds macros, programs or remote parts."""
    archive = archives.inspect(stream)
    types = _types(archive)
    if any(mark in kind.lower() for kind in types for mark in _MACRO_TYPES):
        raise Refused("macros", extension=extension)
    require(any(kind.endswith(_MAIN_TYPES[extension]) for kind in types), "mismatch", extension=extension)
    _refuse_macros(archive, extension)
    for name in archive.names:
        if name.lower().endswith(".rels"):
            _refuse_remote(archive.part(name))
        elif embedded := _EMBEDDED.search(name):
            require(depth == 0, "nested")
            inspect_open_xml(io.BytesIO(_content(archive, name)), embedded[1].lower(), depth=depth + 1)
        elif _OBJECTS.search(name):
            require(_PACKAGE not in _content(archive, name), "program")


def inspect_open_document(stream: BinaryIO, extension: str) -> None:
    """Refuse what is no `extension` ("odt", "ods"), or holds macros, or needs a password."""
    archive = archives.inspect(stream)
    kind = archive.part("mimetype").strip()
    require(kind == _OPEN_DOCUMENT_TYPES[extension], "mismatch", extension=extension)
    require(b"encryption-data" not in archive.part("META-INF/manifest.xml"), "encrypted")
    require("content.xml" in archive.names)
    _refuse_macros(archive, extension)


def inspect_compound(stream: BinaryIO, extension: str) -> None:
    """Refuse what is no `extension` ("doc", "xls"), or holds macros or programs, or needs a password."""
    streams = compound.read_names(stream)
    require("EncryptedPackage" not in streams, "encrypted")
    wanted = {"doc": {"WordDocument"}, "xls": {"Workbook", "Book"}}[extension]
    require(wanted & streams, "mismatch", extension=extension)
    require(not {name.upper() for name in streams} & compound.MACRO_NAMES, "macros", extension=extension)
    require("\x01Ole10Native" not in streams, "program")


def _types(archive: archives.Archive) -> list[str]:
    """Return every content type that the package declares."""
    try:
        root = fromstring(archive.part("[Content_Types].xml"))
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Refused("broken") from error
    return [kind for node in root if (kind := node.get("ContentType"))]


def _refuse_macros(archive: archives.Archive, extension: str) -> None:
    if any(_MACRO_PARTS.search(name) for name in archive.names):
        raise Refused("macros", extension=extension)


def _refuse_remote(relationships: bytes) -> None:
    try:
        root = fromstring(relationships)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Refused("broken") from error
    for node in root:
        if node.get("TargetMode") == "External" and (node.get("Type") or "").endswith(_FETCHED):
            raise Refused("remote")


def _content(archive: archives.Archive, name: str) -> bytes:
    require(archive.zip.getinfo(name).file_size <= 5 * archives.PART_LIMIT, "bloated")
    return archive.zip.read(name)
