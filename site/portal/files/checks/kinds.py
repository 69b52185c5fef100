"""The kind of a file by its first bytes; its name is not asked."""

import filetype

_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<?php", b"<!--")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def sniff(head: bytes) -> str:
    """Return a short name of what begins with `head`: "jpeg", "pdf", "zip", "ole", "html", "exe" …, or "".

    `head` should hold 4,096 bytes (or the whole file). Formats that the portal takes are recognised strictly
    here; for the name of anything else `filetype` is asked.
    """
    for test in (_image, _container, _markup):
        if found := test(head):
            return found
    guess = filetype.guess(head)
    return str(guess.extension) if guess else ""


def _image(head: bytes) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return _brand(head) if head[4:8] == b"ftyp" else ""


def _brand(head: bytes) -> str:
    length = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[i : i + 4] for i in range(16, length - 3, 4))}
    if brands & _AVIF_BRANDS and head[8:12] not in _HEIC_BRANDS - {b"mif1", b"msf1"}:
        return "avif"
    return "heic" if brands & _HEIC_BRANDS else ""


def _container(head: bytes) -> str:
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    return "exe" if head[:2] == b"MZ" and b"\0" in head[:256] else ""


def _markup(head: bytes) -> str:
    start = head
    for bom in _BOMS:
        start = start.removeprefix(bom)
    start = start.replace(b"\0", b"").lstrip()[:512].lower()
    if start.startswith((b"<?xml", b"<svg")):
        return "svg" if b"<svg" in head.lower() else "xml"
    return "html" if start.startswith(_MARKUP) else ""
