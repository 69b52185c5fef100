"""Uploaded files with scripts in them, put into a running portal; each function prints their addresses as JSON."""

import json

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from portal.files.models import PortalDocument, PortalImage, PortalMedia
from tests.factories.files import (
    box,
    docx_bytes,
    image_bytes,
    make_document,
    make_image,
    make_media,
    mp4_bytes,
    publish,
)
from tests.files.factories.hostile import HTML, MARKER, REFUSED_DOCUMENTS, SVG, gif_that_is_a_script
from tests.files.factories.recordings import vtt


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
    film = make_media(
        file=ContentFile(
            mp4_bytes() + box(b"free", b"\0" * 5_000_000, HTML, b"\0" * 100_000), name="phim.mp4"
        ),
        captions=ContentFile(vtt(f"&lt;script&gt;{MARKER}&lt;/script&gt;"), name="phu-de.vtt"),
    )
    sound = make_media(name="tieng.wav")
    publish(*images, document, film, sound)
    recordings = [film.file.url, film.thumbnail.url, film.captions.url, sound.file.url]
    print(json.dumps([*(image.file.url for image in images), document.url, *recordings]))


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
    addresses = []
    for name, content in pictures.items():
        path = default_storage.save(f"original_images/{name}", ContentFile(content))
        image = make_image(size=(8, 8))
        PortalImage.objects.filter(pk=image.pk).update(file=path)
        publish(image)
        addresses.append(default_storage.url(path))
    recordings = {"l.mp4": HTML, "m.webm": SVG, "n.mp3": HTML, "o.html": HTML, "p.vtt": HTML, "q.svg": SVG}
    for name, content in recordings.items():
        path = default_storage.save(f"media/{name}", ContentFile(content))
        captions = default_storage.save(f"media_captions/{name}.vtt", ContentFile(content))
        media = make_media()
        PortalMedia.objects.filter(pk=media.pk).update(file=path, captions=captions)
        publish(media)
        addresses += [default_storage.url(path), default_storage.url(captions)]
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
        publish(document)
        addresses += [PortalDocument.objects.get(pk=document.pk).url, default_storage.url(path)]
    print(json.dumps(addresses))
