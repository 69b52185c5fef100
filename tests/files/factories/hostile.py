"""Files that must not come in, or must come in cleaned; all made here, none kept in the repository."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.factories.files import docx_bytes, image_bytes, odt_bytes, pdf_bytes, xlsx_bytes
from tests.files.factories.compound import compound_bytes

MARKER = "window.portalMarker=1;document.title='portal-marker'"
SCRIPT = f"<script>{MARKER}</script>".encode()
HTML = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="' + MARKER.encode() + b'"></svg>'
EXE = (
    b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8"
    + b"\0" * 43
    + b"\x80\0\0\0"
    + b"\0" * 64
    + b"PE\0\0"
    + b"\0" * 400
)


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_zeros(width: int, height: int, *extra: bytes) -> bytes:
    """A grey PNG of one bit a pixel: 10,000 × 10,000 are some 12 KB."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + (width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = [png_chunk(b"IHDR", head), *extra, png_chunk(b"IDAT", data), png_chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def swelling_note(kind: bytes = b"zTXt") -> bytes:
    """A PNG note of 20 KB that unpacks to 20 MB."""
    packed = zlib.compress(b"a" * 20_000_000, 9)
    return png_chunk(kind, b"Comment\0\0" + (packed if kind != b"iTXt" else b""))


def gif_of_frames(frames: int) -> bytes:
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x4c\x01\0"
    return b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff" + frame * frames + b";"


def gif_that_is_a_script() -> bytes:
    """GIF89a/*…*/=1;alert(1): a picture to a sniffer, a script to a browser."""
    return b"GIF89a/*" + b"\0" * 20 + b"*/=1;" + MARKER.encode()


def repacked(source: bytes, **parts: bytes | None) -> bytes:
    """`source`, a zip, with parts replaced or added (path with `__` for `/`)."""
    output = io.BytesIO()
    changed = {name.replace("__", "/"): content for name, content in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(source)) as old,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, content in changed.items():
            if content is not None:
                new.writestr(name, content)
    return output.getvalue()


def with_part(source: bytes, name: str, content: bytes) -> bytes:
    return repacked(source, **{name.replace("/", "__"): content})


def zip_bomb(megabytes: int = 200) -> bytes:
    """A .docx of some 200 KB that unpacks to `megabytes`."""
    output = io.BytesIO(docx_bytes())
    with (
        zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("word/media/image1.bmp", "w") as part,
    ):
        for _ in range(megabytes):
            part.write(b"\0" * 1024 * 1024)
    return output.getvalue()


def zip_of_many(parts: int = 6_000) -> bytes:
    output = io.BytesIO(docx_bytes())
    with zipfile.ZipFile(output, "a") as archive:
        for number in range(parts):
            archive.writestr(f"word/media/{number}.xml", b"")
    return output.getvalue()


def overlapping_zip() -> bytes:
    """Two hundred directory entries, one packed part: the bomb that no ratio of a single part shows."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/0.xml", b"\0" * 1_000_000)
        first = archive.infolist()[0]
        for number in range(1, 200):
            twin = zipfile.ZipInfo(f"word/{number}.xml")
            for slot in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
                setattr(twin, slot, getattr(first, slot))
            archive.filelist.append(twin)
    return output.getvalue()


def lying_zip() -> bytes:
    """A .docx whose directory says 10 bytes where 5 MB come out."""
    name = b"word/media/image1.bmp"
    output = io.BytesIO(docx_bytes())
    with zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name.decode(), b"\0" * 5_000_000)
    data = bytearray(output.getvalue())
    directory = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    local = data.index(b"PK\x03\x04", data.index(name) - 30)
    data[directory + 24 : directory + 28] = data[local + 22 : local + 26] = struct.pack("<I", 10)
    return bytes(data)


def locked_zip() -> bytes:
    """A .docx whose parts are marked as locked by a password."""
    data = bytearray(docx_bytes())
    position = 0
    while (position := data.find(b"PK\x01\x02", position)) >= 0:
        data[position + 8] |= 1
        position += 4
    return bytes(data)


def object_stream(content: bytes, *, name: bytes = b"/ObjStm", filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF object that packs other objects away."""
    packed = zlib.compress(b"9 0 " + content)
    head = b"<< /Type %b /N 1 /First 4 /Filter %b /Length %d >>" % (name, filters, len(packed))
    return head + b"\nstream\n" + packed + b"\nendstream"


def _pdf(action: bytes) -> bytes:
    return pdf_bytes(objects=(action,), catalog=b"/OpenAction 4 0 R")


def _rels(kind: str) -> bytes:
    base = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{base}/package/2006/relationships"><Relationship Id="rId1" TargetMode="External" '
        f'Type="{base}/officeDocument/2006/relationships/{kind}" Target="http://example.com/x.dotm"/></Relationships>'
    ).encode()


_MACRO_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
    b"</Types>"
)
_JS = b"<< /S /JavaScript /JS (app.alert(1)) >>"

REFUSED_IMAGES: dict[str, Callable[[], bytes]] = {
    "html.jpg": lambda: HTML,
    "svg.png": lambda: SVG,
    "svg.svg": lambda: SVG,
    "program.jpg": lambda: EXE,
    "script.gif": gif_that_is_a_script,
    "png.jpg": lambda: image_bytes("png"),
    "jpeg.heic": lambda: image_bytes("jpg"),
    "page-behind.jpg": lambda: image_bytes("jpg") + HTML,
    "archive-behind.jpg": lambda: image_bytes("jpg") + docx_bytes(),
    "page-behind.png": lambda: image_bytes("png") + HTML,
    "page-behind.gif": lambda: image_bytes("gif") + HTML,
    "program-behind.webp": lambda: image_bytes("webp") + EXE,
    "bomb.png": lambda: png_of_zeros(10_000, 10_000),
    "wide.png": lambda: png_of_zeros(65_536, 100),
    "swelling-note.png": lambda: png_of_zeros(10, 10, swelling_note()),
    "swelling-profile.png": lambda: png_of_zeros(10, 10, swelling_note(b"iCCP")),
    "thousands-of-frames.gif": lambda: gif_of_frames(5_000),
    "huge-frame.gif": lambda: gif_of_frames(1).replace(
        struct.pack("<HHHH", 0, 0, 1, 1), struct.pack("<HHHH", 0, 0, 30_000, 30_000)
    ),
    "empty.png": lambda: b"",
    "page.html": lambda: HTML,
    "no-extension": lambda: image_bytes("jpg"),
}

REFUSED_DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "html.pdf": lambda: HTML,
    "html.txt": lambda: HTML,
    "late-html.txt": lambda: b"Th\xc3\xb4ng b\xc3\xa1o\n" * 10 + HTML,
    "html-utf16.txt": lambda: HTML.decode().encode("utf-16"),
    "svg.csv": lambda: SVG,
    "bytes.txt": lambda: bytes(range(256)),
    "program.docx": lambda: EXE,
    "program.pdf": lambda: EXE,
    "page.html": lambda: HTML,
    "drawing.svg": lambda: SVG,
    "program.exe": lambda: EXE,
    "script.js": lambda: MARKER.encode(),
    "archive.zip": docx_bytes,
    "zip.pdf": docx_bytes,
    "sheet.docx": xlsx_bytes,
    "writer.docx": odt_bytes,
    "writer.ods": odt_bytes,
    "cut.docx": lambda: docx_bytes()[:-400],
    "cut.pdf": lambda: pdf_bytes()[:-30],
    "page-before.pdf": lambda: HTML + pdf_bytes(),
    "page-behind.pdf": lambda: pdf_bytes(tail=HTML),
    "page-within.pdf": lambda: pdf_bytes().replace(b"%\xe2\xe3\xcf\xd3", b"%" + HTML),
    "archive-behind.pdf": lambda: pdf_bytes(tail=docx_bytes()),
    "script.pdf": lambda: _pdf(_JS),
    "spelled-script.pdf": lambda: _pdf(b"<< /S /J#61va#53cript /JS (app.alert(1)) >>"),
    "packed-script.pdf": lambda: _pdf(object_stream(_JS)),
    "twice-packed.pdf": lambda: _pdf(object_stream(_JS, filters=b"[/ASCIIHexDecode /FlateDecode]")),
    "spelled-stream.pdf": lambda: _pdf(object_stream(_JS, name=b"/Obj#53tm")),
    "launch.pdf": lambda: _pdf(b"<< /S /Launch /F (cmd.exe) >>"),
    "opens-address.pdf": lambda: _pdf(b"<< /S /URI /URI (http://example.com) >>"),
    "page-script.pdf": lambda: pdf_bytes(objects=(b"<< /AA << /O 5 0 R >> >>", _JS)),
    "submits.pdf": lambda: _pdf(b"<< /S /SubmitForm /F (http://example.com) >>"),
    "files-within.pdf": lambda: pdf_bytes(catalog=b"/Names << /EmbeddedFiles 4 0 R >>", objects=(b"<< >>",)),
    "locked.pdf": lambda: pdf_bytes().replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 3 0 R"),
    "macros.docx": lambda: with_part(docx_bytes(), "word/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
    "renamed-docm.docx": lambda: with_part(docx_bytes(), "[Content_Types].xml", _MACRO_TYPES),
    "macros.xlsx": lambda: with_part(xlsx_bytes(), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
    "old-macros.xlsx": lambda: with_part(xlsx_bytes(), "xl/macrosheets/sheet1.xml", b"<x/>"),
    "control.docx": lambda: with_part(docx_bytes(), "word/activeX/activeX1.bin", b"x"),
    "macros.odt": lambda: with_part(odt_bytes(), "Basic/Standard/Module1.xml", b"<x/>"),
    "remote-template.docx": lambda: with_part(
        docx_bytes(), "word/_rels/settings.xml.rels", _rels("attachedTemplate")
    ),
    "remote-object.docx": lambda: with_part(docx_bytes(), "word/_rels/x.xml.rels", _rels("oleObject")),
    "program-within.docx": lambda: with_part(
        docx_bytes(), "word/embeddings/oleObject1.bin", compound_bytes("\x01Ole10Native")
    ),
    "archive-within.docx": lambda: with_part(docx_bytes(), "word/media/a.zip", docx_bytes()),
    "climbing.docx": lambda: with_part(docx_bytes(), "../../evil.xml", b"<x/>"),
    "entities.docx": lambda: with_part(
        docx_bytes(), "[Content_Types].xml", b'<!DOCTYPE a [<!ENTITY x "y">]><Types>&x;</Types>'
    ),
    "locked.docx": locked_zip,
    "locked-by-office.docx": lambda: compound_bytes("EncryptedPackage", "EncryptionInfo"),
    "bomb.docx": zip_bomb,
    "bomb.xlsx": lambda: with_part(xlsx_bytes(), "xl/media/a.bmp", b"\0" * 30_000_000),
    "many-parts.docx": zip_of_many,
    "overlapping.docx": overlapping_zip,
    "lying.docx": lying_zip,
    "page-before.docx": lambda: HTML + docx_bytes(),
    "page-behind.docx": lambda: docx_bytes() + HTML,
    "macros.doc": lambda: compound_bytes("WordDocument", "Macros", "_VBA_PROJECT"),
    "macros.xls": lambda: compound_bytes("Workbook", "_VBA_PROJECT_CUR"),
    "installer.doc": lambda: compound_bytes("Installer"),
    "word.xls": lambda: compound_bytes("WordDocument"),
    "cut.doc": lambda: compound_bytes("WordDocument")[:600],
    "empty.pdf": lambda: b"",
    "no-extension": docx_bytes,
}

ACCEPTED_DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "don.docx": docx_bytes,
    "bang.xlsx": xlsx_bytes,
    "don.odt": odt_bytes,
    "bang.ods": lambda: odt_bytes("spreadsheet"),
    "don.pdf": pdf_bytes,
    "opens-at-page.pdf": lambda: pdf_bytes(catalog=b"/OpenAction [3 0 R /XYZ null null 0]"),
    "goes-to-page.pdf": lambda: _pdf(b"<< /Type /Action /S /GoTo /D [3 0 R /Fit] >>"),
    "packed.pdf": lambda: pdf_bytes(objects=(object_stream(b"<< /A 1 >>"),)),
    "signed.pdf": lambda: pdf_bytes(catalog=b"/AcroForm << /SigFlags 3 >>", objects=(b"<< /Type /Sig >>",)),
    "links.pdf": lambda: pdf_bytes(objects=(b"<< /S /URI /URI (https://caobang.gov.vn) >>",)),
    "link.docx": lambda: with_part(docx_bytes(), "word/_rels/x.xml.rels", _rels("hyperlink")),
    "chart.docx": lambda: with_part(docx_bytes(), "word/embeddings/Sheet1.xlsx", xlsx_bytes()),
    "don.doc": lambda: compound_bytes("WordDocument", "1Table"),
    "bang.xls": lambda: compound_bytes("Workbook"),
    "ghi-chu.txt": lambda: "Ghi chú: 5 < 7 và 7 > 5".encode(),
    "windows.txt": lambda: "Ghi chú".encode("utf-16"),
    "bang.csv": lambda: "\ufeffMã;Tên\r\n1;Đơn\r\n".encode(),
}
