"""Addresses for paper and cameras."""

import io

import segno


def qr_svg(address: str) -> bytes:
    """Return a QR code of `address` as SVG that fits whatever holds it, with the quiet zone of four modules.

    A quarter of it may be dirty or torn (level Q), as paper on a wall gets.
    """
    code = segno.make(address, error="q", boost_error=False, micro=False)
    picture = io.BytesIO()
    code.save(picture, kind="svg", scale=4, border=4, omitsize=True, xmldecl=False, light="#fff", dark="#000")
    return picture.getvalue()
