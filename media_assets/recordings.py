"""A video or sound recording as a public page shows it: nothing of it is fetched before a reader asks."""

import mimetypes
from dataclasses import dataclass
from urllib.parse import urljoin

from django.utils.translation import gettext
from wagtailmedia.models import MediaType

from portal.files.messages import file_size
from portal.files.models import PortalMedia

from .durations import in_words, iso_8601


@dataclass(frozen=True)
class Captions:
    """The captions of a recording: where they are, and in which language (a tag of BCP 47, and its name)."""

    url: str
    language: str
    label: str


@dataclass(frozen=True)
class Recording:
    """What a page tells of a recording before it is played; `size` in bytes, `duration` in seconds, 0 for unknown."""

    kind: str
    title: str
    url: str
    mime_type: str
    extension: str
    size: int
    duration: float
    captions: Captions | None
    transcript: str
    thumbnail: str
    credit: str
    uploaded: str

    @property
    def is_video(self) -> bool:
        return self.kind == MediaType.VIDEO

    @property
    def size_in_words(self) -> str:
        return file_size(self.size) if self.size else ""

    @property
    def facts(self) -> str:
        """Length and size, as far as they are known: "3 minutes 20 seconds, 18 MB"."""
        return ", ".join(fact for fact in (in_words(self.duration), self.size_in_words) if fact)

    @property
    def kind_and_size(self) -> str:
        """What a link to the file tells: "MP4, 18 MB"."""
        return ", ".join(fact for fact in (self.extension.upper(), self.size_in_words) if fact)


def recording_of(media: PortalMedia | None) -> Recording | None:
    """Return `media` as it is shown; None where there is none, or no file of it."""
    if media is None or not media.file:
        return None
    captions = None
    if media.captions:
        label = gettext("Captions: %(language)s") % {"language": media.get_captions_language_display()}
        captions = Captions(media.captions.url, media.captions_language, label)
    return Recording(
        kind=media.type,
        title=media.title,
        url=media.url,
        mime_type=mimetypes.guess_type(media.filename)[0] or "application/octet-stream",
        extension=media.file_extension,
        size=_size(media),
        duration=media.duration or 0,
        captions=captions,
        transcript=media.transcript.strip(),
        thumbnail=media.thumbnail.url if media.thumbnail else "",
        credit=media.credit,
        uploaded=media.created_at.isoformat(),
    )


def _size(media: PortalMedia) -> int:
    """Return the bytes of the file; 0 where it can't be asked, since a page must not fail for it."""
    try:
        return int(media.file.size)
    except OSError:
        return 0


def json_ld_of(
    recording: Recording, *, name: str, description: str, base: str, thumbnail: str, languages: list[str]
) -> dict[str, object]:
    """Return a recording as schema.org sees it, an AudioObject or VideoObject; addresses become absolute by `base`.

    What isn't known is left out.
    """
    captions = recording.captions
    thumbnail = thumbnail or recording.thumbnail
    data: dict[str, object] = {
        "@type": "VideoObject" if recording.is_video else "AudioObject",
        "name": name,
        "description": description,
        "thumbnailUrl": urljoin(base, thumbnail) if thumbnail else "",
        "duration": iso_8601(recording.duration),
        "uploadDate": recording.uploaded,
        "contentUrl": urljoin(base, recording.url),
        "encodingFormat": recording.mime_type,
        "contentSize": recording.size_in_words,
        "transcript": recording.transcript,
        "inLanguage": languages,
        "caption": captions
        and {
            "@type": "MediaObject",
            "contentUrl": urljoin(base, captions.url),
            "encodingFormat": "text/vtt",
            "inLanguage": captions.language,
        },
    }
    return {key: value for key, value in data.items() if value}
