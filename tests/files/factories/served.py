"""Uploaded files with scripts in them, put into a running portal; each function prints their addresses as JSON."""

import json

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from portal.files.models import PortalDocument
from tests.factories.files import docx_bytes, image_bytes, make_document, make_image
from tests.files.factories.hostile import HTML, MARKER, REFUSED_DOCUMENTS, SVG, gif_that_is_a_script


def let_in() -> None:
    """Polyglots that come in cleaned, as the checks stored them."""
    pictures = {
        "anh.jpg": image_bytes("jpg", comment=HTML),
        "anh.png": image_bytes("png", exif=HTML),
        "anh.webp": image_bytes("webp", xmp=HTML),
        "duoi.jpg": image_bytes("jpg") + b"/*" + MARKER.encode() + b"*/",
    }
    images = [make_image(file=ContentFile(content, name=name)) for name, content in pictures.items()]
    document = make_document(content=docx_bytes(MARKER))
    print(json.dumps([*(image.file.url for image in images), document.url]))


def forced_in() -> None:
    """Hostile files that lie on disk past every check, as pictures and as documents."""
    pictures = {
        "a.jpg": HTML,
        "b.png": SVG,
        "c.gif": gif_that_is_a_script(),
        "d.webp": HTML,
        "e.svg": SVG,
        "f.html": HTML,
    }
    addresses = [
        default_storage.url(default_storage.save(f"original_images/{name}", ContentFile(content)))
        for name, content in pictures.items()
    ]
    documents = {
        "g.html": HTML,
        "h.svg": SVG,
        "i.pdf": REFUSED_DOCUMENTS["script.pdf"](),
        "j.txt": HTML,
        "k.xhtml": SVG,
    }
    for name, content in documents.items():
        path = default_storage.save(f"documents/{name}", ContentFile(content))
        document = make_document()
        PortalDocument.objects.filter(pk=document.pk).update(file=path)
        addresses += [PortalDocument.objects.get(pk=document.pk).url, default_storage.url(path)]
    print(json.dumps(addresses))
