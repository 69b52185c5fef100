"""A .zip of forms: which of its files are accepted, and which forms of the imported procedures they are."""

import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction

from portal.files.checks import Refused, archives
from portal.files.messages import explain
from portal.files.vetting import Vetted, vet_document

from ..models import FormsEntry, FormsUpload, ImportRun, ProcedurePage
from ..models.import_run import Status
from ..records import raw_rows, unwrap
from .checking import pages_of
from .forms_matching import code_of, is_junk, match, plain_name
from .running import beat, finish

_STEP = 1024 * 1024


def forms_of(run: ImportRun) -> dict[str, list[tuple[int, str]]]:
    """Return name of a form → (page, code) of the procedures of `run` that name it, in their newest text."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for page in pages_of(run).select_related("latest_revision").order_by("code").iterator(chunk_size=100):
        for name in dict.fromkeys(form["file_name"] for form in forms_in(newest(page)) if form["file_name"]):
            found[name].append((page.pk, page.code or ""))
    return dict(found)


def newest(page: ProcedurePage) -> ProcedurePage:
    """Return `page` as its newest draft has it."""
    return page.with_content_json(page.latest_revision.content) if page.latest_revision else page


def forms_in(page: ProcedurePage) -> list[dict[str, Any]]:
    """Return the forms of a procedure as dictionaries of the schema."""
    groups = [unwrap(row["value"]) for row in raw_rows(page, "dossier")]
    return [form for group in groups for item in group["items"] for form in item["forms"]]


def check_forms(upload: FormsUpload, ticket: int) -> None:
    """Judge the files of the archive and propose what each is."""
    with transaction.atomic():
        beat(upload, ticket, done=0, total=0)
        upload.entries.all().delete()
    try:
        entries = list(_entries(upload, ticket, forms_of(upload.run)))
    except Refused as refused:
        finish(upload, ticket, Status.FAILED, problem=" ".join(explain(refused).messages))
        return
    _tell_rivals(entries)
    with transaction.atomic():
        beat(upload, ticket, done=len(entries), total=len(entries))
        FormsEntry.objects.bulk_create(entries)
    finish(upload, ticket, Status.READY)


def _entries(
    upload: FormsUpload, ticket: int, forms: dict[str, list[tuple[int, str]]]
) -> Iterator[FormsEntry]:
    with upload.file.open("rb") as stream:
        archive = archives.inspect(cast(BinaryIO, stream))
        number = 0
        for info in archive.zip.infolist():
            if is_junk(info.filename):
                continue
            number += 1
            beat(upload, ticket, done=number, total=len(archive.names))
            yield _entry(upload, number, archive.zip, info, forms)


def _entry(
    upload: FormsUpload,
    number: int,
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    forms: dict[str, list[tuple[int, str]]],
) -> FormsEntry:
    member = decoded(info)
    entry = FormsEntry(
        upload=upload, number=number, member=info.filename, name=plain_name(member), size=info.file_size
    )
    try:
        with unpacked(archive, info, entry.name) as file:
            entry.sha256 = file.sha256
    except ValidationError as error:
        entry.state, entry.problem = FormsEntry.State.REFUSED, " ".join(error.messages)
        return entry
    code = code_of(member)
    own = {name for name, pages in forms.items() if not code or any(other == code for _, other in pages)}
    entry.code = code if own else ""
    found = match(entry.name, own or forms)
    entry.candidates = found.candidates
    entry.chosen = found.name
    entry.state = (
        FormsEntry.State.MATCHED
        if found.name
        else FormsEntry.State.DOUBTFUL
        if found.likely
        else FormsEntry.State.UNMATCHED
    )
    return entry


def decoded(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; programs that write UTF-8 without saying so are understood."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


@contextmanager
def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Iterator[Vetted]:
    """Give a member as a document that passed the checks. Raise ValidationError when it doesn't."""
    with tempfile.SpooledTemporaryFile(4 * _STEP) as copy:
        with archive.open(info) as part:
            while piece := part.read(_STEP):
                copy.write(piece)
        size = copy.tell()
        copy.seek(0)
        file: File[Any] = File(cast(IO[Any], copy), name=name)
        file.size = size
        yield vet_document(file, name)


def _tell_rivals(entries: list[FormsEntry]) -> None:
    """Of several files that would be one form, with different content, none is certain."""
    rivals: dict[tuple[str, str], list[FormsEntry]] = defaultdict(list)
    for entry in entries:
        if entry.state == FormsEntry.State.MATCHED:
            rivals[entry.chosen, entry.code].append(entry)
    for same in rivals.values():
        if len({entry.sha256 for entry in same}) > 1:
            for entry in same:
                entry.state, entry.chosen = FormsEntry.State.DOUBTFUL, ""
