"""Videos, sound and captions: real ones in every container, and those that must not come in."""

import io
import struct
from collections.abc import Callable
from functools import cache

import av

from tests.factories.files import VTT, box, docx_bytes, image_bytes, mp4_bytes, wav_bytes
from tests.files.factories.hostile import EXE, HTML, MARKER, SCRIPT, SVG

#: extension → container, codec of pictures, codec of sound
REAL = {
    "mp4": ("mp4", "mpeg4", "aac"),
    "mov": ("mov", "mpeg4", "aac"),
    "webm": ("webm", "libvpx", "libopus"),
    "m4a": ("ipod", None, "aac"),
    "mp3": ("mp3", None, "libmp3lame"),
    "ogg": ("ogg", None, "libopus"),
    "wav": ("wav", None, "pcm_s16le"),
}
RATE = 48_000
SAMPLES = 960


@cache
def recording(extension: str, seconds: int = 2) -> bytes:
    """A green picture of 320 × 180 and silence, as far as the container holds them."""
    container, pictures, sound = REAL[extension]
    output = io.BytesIO()
    with av.open(output, "w", format=container) as file:
        stream = file.add_stream(pictures, rate=10) if pictures else None
        voice = file.add_stream(sound, rate=RATE)
        if stream:
            stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
            for _number in range(seconds * 10):
                file.mux(stream.encode(av.VideoFrame(320, 180, "yuv420p")))
            file.mux(stream.encode(None))
        for number in range(seconds * RATE // SAMPLES):
            frame = av.AudioFrame(format="fltp", layout="mono", samples=SAMPLES)
            frame.planes[0].update(bytes(frame.planes[0].buffer_size))
            frame.sample_rate, frame.pts = RATE, number * SAMPLES
            file.mux(voice.encode(frame))
        file.mux(voice.encode(None))
    return output.getvalue()


def vtt(*cues: str, head: str = "WEBVTT") -> bytes:
    """Captions of one second each."""
    blocks = [f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{cue}" for n, cue in enumerate(cues)]
    return "\n\n".join([head, *blocks, ""]).encode()


REFUSED_MEDIA: dict[str, Callable[[], bytes]] = {
    "page.mp4": lambda: HTML,
    "program.mp4": lambda: EXE,
    "archive.mp4": docx_bytes,
    "photo.mp4": lambda: image_bytes("heic"),
    "drawing.webm": lambda: SVG,
    "page.html": lambda: HTML,
    "page.mp3": lambda: HTML,
    "page-behind.mp4": lambda: mp4_bytes() + HTML,
    "page-within.mp4": lambda: mp4_bytes() + box(b"free", b"\0" * 9_000, HTML, b"\0" * 70_000),
    "page-in-the-brand.mp4": lambda: box(b"ftyp", b"mp42\0\0\0\0mp42", HTML) + mp4_bytes()[24:],
    "program-behind.mp4": lambda: mp4_bytes() + EXE,
    "archive-behind.mp4": lambda: mp4_bytes() + docx_bytes(),
    "no-description.mp4": lambda: mp4_bytes()[:24] + box(b"free"),
    "lying-box.mp4": lambda: mp4_bytes() + struct.pack(">I", 2_000_000_000) + b"free",
    "endless-box.mp4": lambda: mp4_bytes() + struct.pack(">I4sQ", 1, b"free", 2**64 - 1),
    "boxes.mp4": lambda: mp4_bytes() + box(b"free") * 30_000,
    "page-behind.webm": lambda: recording("webm") + HTML,
    "page-behind.mp3": lambda: recording("mp3") + HTML,
    "page-behind.wav": lambda: wav_bytes() + HTML,
    "page-behind.ogg": lambda: recording("ogg") + HTML,
    "only-a-tag.mp3": lambda: b"ID3\x04\0\0\0\0\x02\0" + b"\0" * 600,
    "page-in-a-tag.mp3": lambda: b"ID3\x04\0\0\0\0\x02\0" + HTML.ljust(256, b"\0") + recording("mp3"),
    "no-tracks.webm": lambda: recording("webm")[:60],
    "cut.mp4": lambda: mp4_bytes()[:-1],
    "cut.webm": lambda: recording("webm")[:-20],
    "cut.wav": lambda: wav_bytes()[:-10],
    "cut.ogg": lambda: recording("ogg")[:-5],
    "empty.mp4": lambda: b"",
    "no-extension": mp4_bytes,
    "film.avi": lambda: b"RIFF\0\0\0\0AVI ",
}

REFUSED_CAPTIONS: dict[str, Callable[[], bytes]] = {
    "page.vtt": lambda: HTML,
    "page-behind-the-mark.vtt": lambda: b"WEBVTT\n\n" + HTML,
    "program.vtt": lambda: EXE,
    "archive.vtt": docx_bytes,
    "script.vtt": lambda: vtt(SCRIPT.decode()),
    "picture.vtt": lambda: vtt(f'<img src=x onerror="{MARKER}">'),
    "drawing.vtt": lambda: vtt(SVG.decode()),
    "script-in-a-voice.vtt": lambda: vtt(f"<v <script>{MARKER}</script>>x"),
    "open-tag.vtt": lambda: vtt("a < b"),
    "nul.vtt": lambda: vtt("a\0b"),
    "utf16.vtt": lambda: VTT.decode().encode("utf-16"),
    "tcvn3.vtt": lambda: b"WEBVTT\n\n00:00.000 --> 00:01.000\n\xb5\xb8\xad\n",
    "subrip.vtt": lambda: b"1\n00:00:01,000 --> 00:00:02,000\nXin\n",
    "comma-times.vtt": lambda: b"WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nXin\n",
    "backwards.vtt": lambda: b"WEBVTT\n\n00:02.000 --> 00:03.000\nb\n\n00:01.000 --> 00:02.000\na\n",
    "ends-before.vtt": lambda: b"WEBVTT\n\n00:02.000 --> 00:01.000\nb\n",
    "no-cues.vtt": lambda: b"WEBVTT\n\nNOTE nothing\n",
    "words-alone.vtt": lambda: b"WEBVTT\n\nXin ch\xc3\xa0o\n",
    "a-million-cues.vtt": lambda: b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\nx\n\n" * 1_000_000,
    "one-line.vtt": lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<" * 50_000_000,
    "empty.vtt": lambda: b"",
    "captions.srt": lambda: VTT,
    "captions.html": lambda: VTT,
    "no-extension": lambda: VTT,
}
