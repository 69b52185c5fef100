"""A picture made anew from its pixels: whatever else the file held is gone."""

import io
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageCms
from pillow_heif import register_heif_opener

from .errors import Refused
from .facts import ImageFacts

register_heif_opener()
Image.MAX_IMAGE_PIXELS = 110_000_000

_PLUGINS = {
    "jpeg": ("JPEG",),
    "png": ("PNG",),
    "gif": ("GIF",),
    "webp": ("WEBP",),
    "avif": ("AVIF",),
    "heic": ("HEIF",),
}
_ORIENTATION_TAG = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_PROFILE_LIMIT = 4 * 1024 * 1024
_SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True)
class Rebuilt:
    """`extension` is the format of `data`: "jpg", "png" or "webp"."""

    data: io.BytesIO
    extension: str
    width: int
    height: int


def rebuild(stream: BinaryIO, facts: ImageFacts, *, max_side: int) -> Rebuilt:
    """Decode the first frame and encode it anew, upright, in sRGB, at most `max_side` pixels a side.

    JPEG stays JPEG, PNG and WebP stay themselves; GIF becomes PNG; HEIC and AVIF become JPEG, or WebP where
    they are transparent. Refuses as "broken" what the decoder can't read to its end.
    """
    try:
        picture = _decode(stream, facts, max_side)
        extension = _extension(facts, picture)
        data = io.BytesIO()
        _encode(picture, extension, facts, data)
    except Refused:
        raise
    except Exception as error:
        # Decoders fail on damaged files in every way there is: OSError, SyntaxError, struct.error …
        raise Refused("broken") from error
    data.seek(0)
    return Rebuilt(data, extension, *picture.size)


def _decode(stream: BinaryIO, facts: ImageFacts, max_side: int) -> Image.Image:
    stream.seek(0)
    with Image.open(stream, formats=_PLUGINS[facts.format]) as source:
        if source.width * source.height > facts.width * facts.height:
            raise Refused("broken")  # the decoder would make more of it than the header said
        if source.format in ("JPEG", "MPO"):
            # libjpeg halves while it decodes; three quarters of the side are worth a quarter of the memory.
            scale = 0.75 * max_side / max(source.size)
            source.draft(source.mode, (int(source.width * scale) or 1, int(source.height * scale) or 1))
        orientation = _orientation(source)
        source.load()
        profile = source.info.get("icc_profile")
        if max(source.size) > max_side and source.mode in ("L", "RGB") and "transparency" not in source.info:
            picture = _smaller(source, max_side)  # at once: a copy of the whole would double the memory
        else:
            picture = _plain_mode(source, keep_palette=max(source.size) <= max_side and not profile)
            if max(picture.size) > max_side:
                picture = _smaller(picture, max_side)
    picture = _in_srgb(picture, profile)
    if orientation in _UPRIGHT:
        picture = picture.transpose(_UPRIGHT[orientation])
    transparency = picture.info.get("transparency") if picture.mode == "P" else None
    picture.info = {} if transparency is None else {"transparency": transparency}
    return picture


def _smaller(picture: Image.Image, max_side: int) -> Image.Image:
    scale = max_side / max(picture.size)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(_ORIENTATION_TAG, 1))
    except Exception:
        return 1  # damaged notes are no reason to refuse the picture they lie beside


def _plain_mode(picture: Image.Image, *, keep_palette: bool) -> Image.Image:
    """Return a copy in a mode that every encoder takes: L, LA, P, RGB or RGBA, 8 bits each."""
    mode = picture.mode
    if mode.startswith("I"):
        return picture.convert("I").point([value // 256 for value in range(65536)], "L")
    if mode in ("L", "LA", "RGB", "RGBA") and "transparency" not in picture.info:
        return picture.copy()
    if mode == "P" and keep_palette:
        return picture.copy()
    if mode in ("P", "PA") or "transparency" in picture.info:
        has_holes = mode == "PA" or "transparency" in picture.info
        return picture.convert("RGBA" if has_holes else "RGB")
    return picture.convert("L" if mode in ("1", "F") else "RGBA" if mode in ("RGBa", "La") else "RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Turn the colours of a wide-gamut phone or camera into sRGB; a profile that can't be read is left out."""
    if not profile or len(profile) > _PROFILE_LIMIT or picture.mode not in ("RGB", "RGBA"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return picture
        converted = ImageCms.profileToProfile(picture, source, _SRGB, outputMode=picture.mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    return converted or picture


def _extension(facts: ImageFacts, picture: Image.Image) -> str:
    if facts.format in ("heic", "avif"):
        return "webp" if picture.mode in ("RGBA", "LA") else "jpg"
    return {"jpeg": "jpg", "webp": "webp"}.get(facts.format, "png")


def _encode(picture: Image.Image, extension: str, facts: ImageFacts, output: io.BytesIO) -> None:
    if extension == "jpg":
        flat = picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
        flat.save(output, "JPEG", quality=88, optimize=True, progressive=True)
    elif extension == "webp":
        picture.save(output, "WEBP", quality=88, lossless=facts.lossless, method=4)
    else:
        picture.save(output, "PNG", compress_level=6)
