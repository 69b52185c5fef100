"""Writes MP4: H.264 that begins to play before it is whole, AAC sound."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import av
from PIL import Image

from .sound import RATE

FRAMES_A_SECOND = 10


def mp4(frames: Iterable[Image.Image], sound: bytes, size: tuple[int, int]) -> bytes:
    """Return a video of `frames`, `FRAMES_A_SECOND` of them, with `sound` (16-bit mono at `RATE`)."""
    # In a file: to move the index to the front, FFmpeg opens what it wrote once more.
    with TemporaryDirectory() as folder:
        path = Path(folder) / "video.mp4"
        _write_video(path, frames, sound, size)
        return path.read_bytes()


def _write_video(path: Path, frames: Iterable[Image.Image], sound: bytes, size: tuple[int, int]) -> None:
    with av.open(str(path), "w", format="mp4", options={"movflags": "faststart"}) as container:
        video = container.add_stream("libx264", rate=FRAMES_A_SECOND)
        video.width, video.height = size
        video.pix_fmt = "yuv420p"
        video.options = {"crf": "25", "preset": "veryfast", "tune": "animation"}
        audio = container.add_stream("aac", rate=RATE, layout="mono")
        audio.bit_rate = 64_000
        for image in frames:
            container.mux(video.encode(av.VideoFrame.from_image(image)))
        container.mux(video.encode(None))
        _encode_sound(container, audio, sound)


def m4a(sound: bytes) -> bytes:
    """Return a recording of `sound` alone."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sound.m4a"
        with av.open(str(path), "w", format="ipod", options={"movflags": "faststart"}) as container:
            audio = container.add_stream("aac", rate=RATE, layout="mono")
            audio.bit_rate = 64_000
            _encode_sound(container, audio, sound)
        return path.read_bytes()


def _encode_sound(container: av.container.OutputContainer, stream: av.AudioStream, sound: bytes) -> None:
    step = stream.codec_context.frame_size or 1024
    for start in range(0, len(sound) // 2, step):
        part = sound[start * 2 : (start + step) * 2]
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(part) // 2)
        frame.planes[0].update(part.ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate = RATE
        frame.pts, frame.time_base = start, Fraction(1, RATE)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))
