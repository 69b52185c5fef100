"""The upload doors of the editors' side: the list that the tests push at, and the search that proves it whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from portal.files.models import PortalMedia
from tests.factories.files import make_document, make_image, mp4_bytes

MP4 = mp4_bytes()
#: the inputs for files in the form of a recording, and what each takes
MEDIA_FILES = {"file": "media", "thumbnail": "image", "captions": "captions"}
ACCOUNT = {
    "name_email-first_name": "Quản",
    "name_email-last_name": "Trị",
    "name_email-email": "quantri@example.com",
    "locale-preferred_language": "",
    "locale-current_time_zone": "",
    "theme-theme": "system",
    "theme-contrast": "system",
    "theme-density": "default",
}


@dataclass(frozen=True)
class Door:
    """An address that takes files of a kind ("image", "document", "media", "captions") in the input `entry`."""

    kind: str
    address: str
    entry: str

    def push(self, client: Client, filename: str, content: bytes, title: str = "Tệp thử") -> Any:
        """Upload one file; return the response."""
        prefix = self.entry.rpartition("-")[0] + "-" if "-" in self.entry else ""
        data: dict[str, Any] = {
            f"{prefix}title": title,
            f"{prefix}tags": "",
            f"{prefix}duration": "0",
            f"{prefix}captions_language": "vi",
            **ACCOUNT,
        }
        if self.entry.endswith(("thumbnail", "captions")):
            data[f"{prefix}file"] = SimpleUploadedFile(
                "am.m4a" if "audio" in self.address else "phim.mp4", MP4
            )
        data[self.entry] = SimpleUploadedFile(filename, content)
        return client.post(self.address, data, headers={"x-requested-with": "XMLHttpRequest"})


def doors(image: int, document: int, media: int) -> tuple[Door, ...]:
    """Every door for images, documents and media, given the keys of one object each."""
    chooser = "media-chooser-upload"
    media_forms = ("audio/add/", ""), ("video/add/", ""), (f"edit/{media}/", "")
    media_choosers = ("audio/chooser/upload/", f"{chooser}-"), ("video/chooser/upload/", f"{chooser}-")
    return (
        Door("image", "/admin/images/add/", "file"),
        Door("image", "/admin/images/multiple/add/", "files[]"),
        Door("image", f"/admin/images/{image}/", "file"),
        Door("image", "/admin/images/chooser/create/", "image-chooser-upload-file"),
        Door("image", "/admin/account/", "avatar-avatar"),
        Door("document", "/admin/documents/add/", "file"),
        Door("document", "/admin/documents/multiple/add/", "files[]"),
        Door("document", f"/admin/documents/edit/{document}/", "file"),
        Door("document", "/admin/documents/chooser/create/", "document-chooser-upload-file"),
        *(
            Door(kind, f"/admin/media/{path}", f"{prefix}{field}")
            for field, kind in MEDIA_FILES.items()
            for path, prefix in (*media_forms, *media_choosers)
        ),
    )


def open_doors(client: Client) -> tuple[Door, ...]:
    """Log a superuser in, make an object of each kind, and return the doors."""
    user = get_user_model().objects.create_superuser("quantri", "quantri@example.com", "x")
    client.force_login(user)
    client.raise_request_exception = False
    media = PortalMedia(title="Phim", type="video", file=ContentFile(MP4, name="phim.mp4"))
    media.save()
    return doors(make_image(size=(40, 30)).pk, make_document().pk, media.pk)


def find_doors(client: Client, **pks: int) -> set[tuple[str, str]]:
    """Open every address of /admin/ and return (address, name) of each file input in the forms it serves.

    `pks` gives the keys for parameters of addresses, by their names; the others become 1.
    """
    found: set[tuple[str, str]] = set()
    for address in sorted(addresses(pks)):
        response = client.get(address)
        if response.status_code == 200 and not response.streaming:
            for form in _forms(response):
                for entry in form.select("input[type=file]"):
                    found.add((str(form.get("action") or address), str(entry["name"])))
    return found


def addresses(pks: dict[str, int]) -> Iterator[str]:
    """Yield the address of every named pattern below /admin/ but logging out."""
    for namespace, pattern in patterns(get_resolver().url_patterns, ()):
        if not pattern.name:
            continue
        name = ":".join((*namespace, pattern.name))
        names = pattern.pattern.regex.groupindex or dict.fromkeys(pattern.pattern.converters)
        choices: list[dict[str, Any]] = [{key: pks.get(key, 1) for key in names}]
        if "media_type" in names:
            choices = [{**choices[0], "media_type": kind} for kind in ("audio", "video")]
        for arguments in choices:
            try:
                address = reverse(name, kwargs=arguments)
            except NoReverseMatch:
                continue
            if address.startswith("/admin/") and "logout" not in address:
                yield address


def patterns(entries: list[Any], namespace: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], URLPattern]]:
    """Yield every pattern below the URLconf's `entries`, with its namespaces."""
    for entry in entries:
        if isinstance(entry, URLResolver):
            inner = (*namespace, entry.namespace) if entry.namespace else namespace
            yield from patterns(entry.url_patterns, inner)
        else:
            yield namespace, entry


def _forms(response: Any) -> list[Tag]:
    html = response.content.decode(errors="replace")
    if response["Content-Type"].startswith("application/json"):
        body = response.json()
        html = body.get("html") or "" if isinstance(body, dict) else ""
    return BeautifulSoup(html, "html.parser").select("form")


def rows() -> dict[str, int]:
    """The number of rows of each model that holds files; renditions (of the editors' previews) left out."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if any(isinstance(field, FileField) for field in model._meta.local_fields)
        and not model.__name__.endswith(("Rendition", "UserProfile"))
    }


def stored(folder: Path) -> set[str]:
    """Every uploaded file below `folder`, by its path in it."""
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in files if not name.startswith("images/")}


def said(response: Any) -> str:
    """The texts of a response, unescaped: what an editor reads on the page."""
    text = response.content.decode(errors="replace")
    if response["Content-Type"].startswith("application/json"):
        text = " ".join(str(value) for value in response.json().values())
    return BeautifulSoup(text, "html.parser").get_text(" ")
