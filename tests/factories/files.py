"""Harmless pictures and documents, made in memory."""

import io
import random
import struct
import zipfile
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageDraw
from pillow_heif import register_heif_opener
from wagtail.models import Page

from portal.files.models import FileUse, PortalDocument, PortalImage, PortalMedia
from portal.files.uses import MODELS

register_heif_opener()

PILLOW_NAMES = {
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "png": "PNG",
    "gif": "GIF",
    "webp": "WEBP",
    "avif": "AVIF",
    "heic": "HEIF",
    "heif": "HEIF",
}
SIX_FORMATS = ("jpg", "png", "gif", "webp", "avif", "heic")


def drawing(size: tuple[int, int] = (640, 480), mode: str = "RGB") -> Image.Image:
    """A few coloured shapes, red at the top left corner, so that turning and cutting can be seen."""
    picture = Image.new("RGB", size, "#dfe7ef")
    draw = ImageDraw.Draw(picture)
    rng = random.Random(7)
    for _ in range(20):
        x, y = rng.randrange(size[0]), rng.randrange(size[1])
        draw.ellipse((x, y, x + size[0] // 5, y + size[1] // 5), fill=f"#{rng.randrange(0x1000000):06x}")
    draw.rectangle((0, 0, size[0] // 4, size[1] // 4), fill="#ff0000")
    return picture.convert(mode)


def image_bytes(extension: str = "jpg", size: tuple[int, int] = (640, 480), **options: Any) -> bytes:
    """One picture in the format of `extension`; `options` go to Pillow's encoder."""
    output = io.BytesIO()
    drawing(size).save(output, PILLOW_NAMES[extension], **options)
    return output.getvalue()


def image_file(name: str = "anh.jpg", size: tuple[int, int] = (640, 480), **options: Any) -> ContentFile:
    return ContentFile(image_bytes(name.rsplit(".", 1)[1].lower(), size, **options), name=name)


def make_image(
    title: str = "Lễ hội ở Cao Bằng", size: tuple[int, int] = (640, 480), **fields: Any
) -> PortalImage:
    """A saved image."""
    image = PortalImage(title=title, **{"file": image_file(size=size), **fields})
    image.save()
    return image


def docx_bytes(text: str = "Đơn đề nghị cấp giấy phép") -> bytes:
    document = Document()
    document.add_paragraph(text)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def xlsx_bytes(rows: list[list[Any]] | None = None) -> bytes:
    book = Workbook()
    for row in rows or [["Mã", "Tên"], ["1.003838", "Cấp giấy phép"]]:
        book.active.append(row)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def odt_bytes(kind: str = "text") -> bytes:
    """An OpenDocument "text" or "spreadsheet"."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        archive.writestr("content.xml", "<office:document-content/>", zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", "<manifest:manifest/>", zipfile.ZIP_DEFLATED)
    return output.getvalue()


def pdf_bytes(*, catalog: bytes = b"", objects: tuple[bytes, ...] = (), tail: bytes = b"") -> bytes:
    """A one-page PDF; `catalog` goes into its catalogue, `objects` get the numbers from 4 on."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        *objects,
    ]
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(out) + tail


def make_document(
    title: str = "Mẫu đơn", name: str = "mau-don.docx", content: bytes | None = None, **fields: Any
) -> PortalDocument:
    """A saved document; a .docx unless `name` and `content` say otherwise."""
    document = PortalDocument(title=title, file=ContentFile(content or docx_bytes(), name=name), **fields)
    document.save()
    return document


VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nMời bạn xem điệu múa quạt.\n".encode()


def box(name: bytes, *content: bytes) -> bytes:
    """A box of the ISO base media file format."""
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + name + body


def mp4_bytes(seconds: float = 12.5, width: int = 640, height: int = 360, *, kind: bytes = b"vide") -> bytes:
    """An MP4 with everything that describes a recording, and no picture in it."""
    matrix = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    movie = struct.pack(">5I", 0, 0, 0, 1000, int(seconds * 1000)) + b"\0" * 16 + matrix + b"\0" * 28
    track = struct.pack(">6I", 3, 0, 0, 1, 0, int(seconds * 1000)) + b"\0" * 16 + matrix
    track += struct.pack(">2I", width << 16, height << 16)
    handler = box(b"hdlr", b"\0" * 8, kind, b"\0" * 13)
    moov = box(
        b"moov",
        box(b"mvhd", movie),
        box(b"trak", box(b"tkhd", track), box(b"mdia", handler)),
    )
    return box(b"ftyp", b"mp42\0\0\0\0mp42isom") + moov + box(b"mdat", b"\0" * 64)


def wav_bytes(seconds: float = 0.5, rate: int = 8000) -> bytes:
    """Silence."""
    data = b"\x80" * int(seconds * rate)
    form = struct.pack("<HHIIHH", 1, 1, rate, rate, 1, 8)
    chunks = b"fmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def make_media(title: str = "Múa quạt", name: str = "mua-quat.mp4", **fields: Any) -> PortalMedia:
    """A saved recording, too short to be seen; with a poster picture and captions unless `fields` say otherwise."""
    kind = "audio" if name.endswith(("mp3", "m4a", "ogg", "wav")) else "video"
    parts = {
        "file": ContentFile(mp4_bytes() if kind == "video" else wav_bytes(), name=name),
        "thumbnail": image_file("khung-hinh.jpg", size=(64, 36)),
        "captions": ContentFile(VTT, name="phu-de.vtt"),
    }
    media = PortalMedia(title=title, type=kind, **{**parts, **fields})
    media.save()
    return media


def use(*files: Any, page: Any, draft: bool = False) -> None:
    """Note that `page` uses the files, as saving it does when they stand in its content."""
    kinds = {model: kind for kind, model in MODELS.items()}
    for file in files:
        FileUse.objects.create(page=page, kind=kinds[type(file)], file_id=file.pk, draft=draft)


def publish(*files: Any) -> Any:
    """Have the files used by a page that is live, at the top of the tree; return the page."""
    page = Page.get_first_root_node().add_child(instance=Page(title="Trang", slug=f"trang-{uuid4().hex}"))
    use(*files, page=page)
    return page
