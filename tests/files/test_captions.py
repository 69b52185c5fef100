"""Captions come in as WebVTT and are stored written anew: cues, and nothing else."""

import contextlib
import re
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from portal.files import vetting
from portal.files.checks import Refused, webvtt
from portal.files.messages import MESSAGES
from tests.factories.files import make_media
from tests.files.factories.recordings import REFUSED_CAPTIONS, vtt

PLAYERS_TAG = re.compile(r"</?(c|i|b|u|v|lang|ruby|rt)[. >]|<[\d:.]+>")


def rebuilt(content: bytes) -> str:
    return webvtt.rebuild(content).decode()


def test_cues_are_kept_with_their_marks():
    got = rebuilt(
        vtt(
            "<v Nùng A>Xin <i>chào</i></v>",
            "<c.vang>Hát <00:00:01.500>then</c>",
            "<lang en>Hi</lang> & 1 &lt; 2",
        )
    )
    assert "<v Nùng A>Xin <i>chào</i></v>" in got
    assert "<c.vang>Hát <00:00:01.500>then</c>" in got
    assert "<lang en>Hi</lang> &amp; 1 &lt; 2" in got


def test_all_else_is_left_out():
    head = "\ufeffWEBVTT - đêm diễn\nKind: captions\n\nSTYLE\n::cue { background: url(http://x/) }"
    notes = "\n\nREGION\nid:x\n\nNOTE\n<script>x</script>\n\n"
    got = rebuilt(
        (head + notes).encode() + b"ten\r00:01.000 --> 00:02.000 region:x align:start evil:1\rA\r\r"
    )
    assert got == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000 align:start\nA\n"


def test_letters_are_composed_and_directions_taken_out():
    got = rebuilt(vtt(unicodedata.normalize("NFD", "Lễ hội") + "\u202e &rlm;x"))
    assert "Lễ hội x" in got


def test_an_escaped_script_stays_escaped():
    assert "&lt;script&gt;" in rebuilt(vtt("&#60;script&#62;"))


def test_what_was_written_is_read_again_the_same():
    once = webvtt.rebuild(vtt("<v A>x &amp; y", "z"))
    assert webvtt.rebuild(once) == once


@pytest.mark.parametrize(
    ("name", "code", "line"),
    [
        ("script.vtt", "captions_markup", 4),
        ("picture.vtt", "captions_markup", 4),
        ("comma-times.vtt", "captions_times", 3),
        ("backwards.vtt", "captions_times", 6),
        ("ends-before.vtt", "captions_times", 3),
        ("words-alone.vtt", "broken_captions", 3),
    ],
)
def test_the_line_of_the_fault_is_named(name, code, line):
    with pytest.raises(Refused) as refused:
        webvtt.rebuild(REFUSED_CAPTIONS[name]())
    assert (refused.value.code, refused.value.params["line"]) == (code, line)


@pytest.mark.parametrize("name", REFUSED_CAPTIONS)
def test_hostile_captions_are_refused(name):
    with pytest.raises(ValidationError):
        vetting.vet_captions(ContentFile(REFUSED_CAPTIONS[name](), name=name), name)


@given(st.binary(max_size=500) | st.text(max_size=500).map(lambda text: vtt(text, text[::-1])))
def test_whatever_comes_in_holds_cues_alone(content):
    try:
        got = rebuilt(content)
    except Refused as refused:
        reason = refused.code
    else:
        reason = None
    assert reason is None or reason in MESSAGES
    if reason:
        return
    assert got.startswith("WEBVTT\n\n00:")
    for line in got.split("\n"):
        for tag in re.findall(r"<[^>]*>?", line):
            assert PLAYERS_TAG.match(tag), tag
    assert webvtt.rebuild(got.encode()).decode() == got


@pytest.mark.django_db
def test_captions_are_stored_clean_under_a_name_of_their_own(media_folder):
    media = make_media(captions=ContentFile(vtt("A", head="WEBVTT bí mật"), name="Phụ đề.vtt"))
    assert re.fullmatch(r"media_captions/[0-9a-f]{8}-phu-de\.vtt", media.captions.name)
    assert "bí mật" not in media.captions.read().decode()


def test_a_megabyte_of_open_marks_is_judged_quickly():
    """The largest file that is looked at at all: with backtracking this test would not end."""
    for worst in ("<", "<v ", "<c.a", "&", "-->", "<00:00:00."):
        content = vtt(worst * (900_000 // len(worst)))
        with contextlib.suppress(Refused):
            webvtt.rebuild(content)
