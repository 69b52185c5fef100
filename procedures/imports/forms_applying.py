"""Forms of a .zip become documents, each content once, and the procedures that name them link to them."""

from collections import Counter, defaultdict
from typing import Any, BinaryIO, cast

from django.db import transaction
from django.utils.translation import gettext
from wagtail.models import Collection

from portal.files.checks import archives
from portal.files.models import PortalDocument

from ..models import FormsEntry, FormsUpload, ImportRow, ProcedurePage
from ..models.import_run import Status
from ..models.publication import lock
from ..records import raw_rows, set_rows, unwrap
from ..roles import FORMS
from .checking import pages_of
from .forms_checking import unpacked
from .running import beat, finish
from .snapshots import versions_mark

#: (name of a form, code of the only procedure or "") → document
Documents = dict[tuple[str, str], int]


def apply_forms(upload: FormsUpload, ticket: int) -> None:
    """Store the files that are forms, then link them page by page; what is done already stays."""
    entries = list(upload.entries.exclude(chosen="").exclude(state=FormsEntry.State.REFUSED))
    documents = _store(upload, ticket, entries)
    linked: Counter[int] = Counter()
    drafts: dict[int, int] = defaultdict(int)
    pages = list(pages_of(upload.run).order_by("code").values_list("pk", flat=True)) if documents else []
    for done, pk in enumerate(pages, 1):
        with transaction.atomic():
            beat(upload, ticket, done=len(entries) + done, total=len(entries) + len(pages))
            found, is_draft = _link(pk, documents, upload)
            linked.update(found)
            for document in found if is_draft else ():
                drafts[document] += 1
    for entry in entries:
        entry.linked = linked[entry.document_id] if entry.document_id else 0
        if count := drafts.get(entry.document_id or 0):
            text = gettext("In %(count)s procedures the form waits in a draft that is not published.")
            entry.messages = [*entry.messages, text % {"count": count}]
        entry.save(update_fields=["linked", "messages"])
    finish(upload, ticket, Status.APPLIED)


def _store(upload: FormsUpload, ticket: int, entries: list[FormsEntry]) -> Documents:
    documents: Documents = {}
    with upload.file.open("rb") as stream:
        archive = archives.inspect(cast(BinaryIO, stream)).zip
        for done, entry in enumerate(entries, 1):
            document = entry.document
            if document is None:
                with unpacked(archive, archive.getinfo(entry.member), entry.name) as file:
                    # Not in a transaction: a stored file can't be rolled back, its row says that it is there.
                    document = entry.document = _document(entry, file, upload)
            entry.applied = True
            with transaction.atomic():
                beat(upload, ticket, done=done)
                entry.save(update_fields=["document", "applied"])
            documents[entry.chosen, entry.code] = document.pk
    return documents


def _document(entry: FormsEntry, file: Any, upload: FormsUpload) -> PortalDocument:
    """Return the document with this content in the collection of forms, made when there is none."""
    collection = forms_collection()
    there = PortalDocument.objects.filter(collection=collection, sha256=file.sha256).order_by("pk").first()
    if there:
        return there
    document = PortalDocument(
        title=entry.chosen.rsplit(".", 1)[0][:255] or entry.name,
        file=file,
        collection=collection,
        uploaded_by_user=upload.applied_by,
    )
    document.save()
    return document


def forms_collection() -> Collection:
    """Return the collection of forms, made when there is none."""
    found = Collection.objects.filter(depth=2, name=FORMS).first()
    return found or Collection.get_first_root_node().add_child(name=FORMS)


def _link(pk: int, documents: Documents, upload: FormsUpload) -> tuple[set[int], bool]:
    """Link the forms of a page; return the documents that it shows now, and whether only its draft does."""
    lock(pk)
    page = ProcedurePage.objects.select_related("latest_revision").get(pk=pk)
    draft: ProcedurePage = page.get_latest_revision_as_object() if page.latest_revision_id else page
    groups = [unwrap(row["value"]) for row in raw_rows(draft, "dossier")]
    found, changed = set(), False
    for form in (form for group in groups for item in group["items"] for form in item["forms"]):
        name = form["file_name"]
        document = documents.get((name, page.code or "")) or documents.get((name, ""))
        if document:
            found.add(document)
            changed = changed or form.get("document") != document
            form["document"] = document
    is_public = is_published(page)
    if not changed or page.locked:
        return (set() if changed else found), not is_public
    set_rows(draft, "dossier", groups)
    row = ImportRow.objects.filter(run=upload.run, page=page, revision_after=page.latest_revision_id).first()
    unchanged = bool(row and row.versions_after == versions_mark(pk))
    revision = draft.save_revision(log_action=True, clean=False)
    if is_public:
        revision.publish()
    if row and unchanged:
        # The import may still be undone: the forms came with it.
        row.revision_after_id = ProcedurePage.objects.values_list("latest_revision", flat=True).get(pk=pk)
        row.versions_after = versions_mark(pk)
        row.save(update_fields=["revision_after", "versions_after"])
    return found, not is_public


def is_published(page: ProcedurePage) -> bool:
    """Return whether the newest text of `page` is public or waits for its day."""
    if page.live and not page.has_unpublished_changes:
        return True
    return page.versions.filter(revision=page.latest_revision_id, waiting=True).exists()
