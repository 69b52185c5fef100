"""Which files may be uploaded for an import: kind, size, content; nothing is unpacked into memory or onto the disk."""

import gzip
import hashlib
import zlib
from typing import IO, Any, BinaryIO, cast

from django.core.files.base import File

from portal.files.checks import Refused, archives, documents
from portal.files.checks.errors import require
from portal.files.checks.kinds import sniff
from portal.files.messages import explain
from portal.files.names import disk_name, extension_of
from portal.files.vetting import document_upload_limit

RECORDS = ("xlsx", "csv", "json", "jsonl", "gz")
FORMS = ("zip",)
#: a packed file may unpack to so much: JSON of records shrinks 10 to 30 times
UNPACKED_LIMIT = 400 * 1024 * 1024
RATIO_LIMIT = 200
RATIO_FREE = 4 * 1024 * 1024
_STEP = 1024 * 1024
_ZIP, _OLE = "zip", "ole"


def vet_records(file: File[Any], name: str) -> None:
    """Refuse `file` unless it may hold records. Raise ValidationError with a text for people."""
    _vet(file, name, RECORDS, _inspect_records)


def vet_forms(file: File[Any], name: str) -> None:
    """Refuse `file` unless it is a .zip that may be unpacked. Raise ValidationError with a text for people."""
    _vet(file, name, FORMS, lambda stream, extension: archives.inspect(stream))


def _vet(file: File[Any], name: str, allowed: tuple[str, ...], check: Any) -> None:
    extension = extension_of(name)
    try:
        require(extension in allowed, "extension", extension=extension, allowed=list(allowed))
        require(file.size, "empty")
        limit = document_upload_limit()
        require(file.size <= limit, "too_large", size=file.size, limit=limit)
        file.seek(0)
        check(cast(BinaryIO, file), extension)
    except Refused as refused:
        raise explain(refused) from None
    finally:
        file.seek(0)


def _inspect_records(stream: BinaryIO, extension: str) -> None:
    head = stream.read(4096)
    stream.seek(0)
    found = sniff(head)
    if extension == "gz":
        require(head.startswith(b"\x1f\x8b"), "mismatch", extension=extension, found=found.upper())
        _inspect_packed(stream)
    elif extension == "xlsx":
        documents.inspect(stream, extension)
    else:
        # Whether it is a table or JSON says the reader; a program or a page of the web is neither.
        require(found not in ("html", "svg", "xml"), "markup")
        require(not found and b"\0" not in _as_text(head), "not_text")


def _as_text(head: bytes) -> bytes:
    """Return `head` without the NULs that UTF-16 is full of."""
    return b"" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head


def _inspect_packed(stream: BinaryIO) -> None:
    size = stream.seek(0, 2)
    stream.seek(0)
    unpacked = 0
    try:
        with gzip.GzipFile(fileobj=stream) as packed:
            head = packed.read(4096)
            require(sniff(head) not in ("html", "svg", "xml"), "markup")
            require(not head.startswith(b"\x1f\x8b"), "nested")
            unpacked = len(head)
            while piece := packed.read(_STEP):
                unpacked += len(piece)
                require(unpacked <= UNPACKED_LIMIT, "bloated")
                require(unpacked <= RATIO_FREE or unpacked <= RATIO_LIMIT * size, "bloated")
    except (OSError, EOFError, zlib.error) as error:
        raise Refused("broken") from error


def digest(file: IO[bytes] | File[Any]) -> str:
    """Return the SHA-256 of the content, which is left at its beginning."""
    file.seek(0)
    found = hashlib.sha256()
    while piece := file.read(_STEP):
        found.update(piece)
    file.seek(0)
    return found.hexdigest()


def stored_name(name: str, sha256: str) -> str:
    """Return under which name the file is kept; its endings stay, the readers go by them."""
    lower = name.lower()
    inner = next((f".{kind}" for kind in RECORDS[:-1] if lower.endswith(f".{kind}.gz")), "")
    stem = name[: -len(f"{inner}.gz")] + ".gz" if inner else name
    kept = disk_name(stem, fallback="du-lieu", mark=sha256[:8])
    return f"{kept.removesuffix('.gz')}{inner}.gz" if inner else kept
