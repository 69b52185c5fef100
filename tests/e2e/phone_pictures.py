"""Pictures as a phone takes them: HEIC files of several megabytes."""

import os
from pathlib import Path

import pillow_heif
from PIL import Image

#: what can't be compressed makes the file as large as a real one, at a fraction of the pixels
SIZE = (2000, 1500)


def take(folder: Path, *names: str) -> list[Path]:
    """Write a HEIC file of 3 to 6 MB for each name; return them."""
    pillow_heif.register_heif_opener()
    files = []
    for name in names:
        file = folder / f"{name}.heic"
        picture = Image.frombytes("RGB", SIZE, os.urandom(SIZE[0] * SIZE[1] * 3))
        picture.save(file, "HEIF", quality=80, enc_params={"preset": "ultrafast"})
        files.append(file)
    return files
