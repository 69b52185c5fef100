"""A performance: a song, a dance, a short play or a skit, with its script and recordings."""

from operator import attrgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page
from wagtailmedia.edit_handlers import MediaChooserPanel
from wagtailmedia.models import MediaType

from portal.core.blocks import BodyBlock, plain_text
from portal.core.body import render_body
from portal.core.fields import StreamField
from portal.core.forms import PublicationForm
from portal.core.models import BasePage
from portal.files.languages import Language
from portal.files.models import PortalMedia
from portal.files.pictures import picture_url, prefetch_renditions

from ...durations import in_words
from ...recordings import Recording, json_ld_of, recording_of
from .programme import ProgrammeItem, ProgrammeStaging
from .queryset import PerformanceManager
from .staging import Staging

#: characters of a script from which on it is folded
LONG_TEXT = 1_200


class PerformancePage(BasePage):
    """One number of the art troupe that publicises administrative reform."""

    class Kind(models.TextChoices):
        SONG = "ca", _("Song")
        DANCE = "mua", _("Dance")
        PLAY = "kich-ngan", _("Short play")
        SKIT = "tieu-pham", _("Skit")
        MUSIC = "hoa-tau", _("Instrumental music")
        OTHER = "khac", _("Performance of another kind")

    kind = models.CharField(
        _("kind of performance"), max_length=20, choices=Kind.choices, default=Kind.SKIT, db_index=True
    )
    authors = models.CharField(
        _("authors of the work"),
        max_length=500,
        blank=True,
        help_text=_("Pen names or offices, as the troupe gives them."),
    )
    message = models.TextField(
        _("message about administrative reform"),
        max_length=600,
        blank=True,
        help_text=_("What the audience should take home, in one to three sentences."),
    )
    language = models.CharField(
        _("language of the performance"), max_length=10, choices=Language.choices, blank=True
    )
    second_language = models.CharField(
        _("second language"), max_length=10, choices=Language.choices, blank=True
    )
    video = models.ForeignKey(
        PortalMedia,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("video recording"),
        help_text=_("Nothing of it is loaded before a reader asks for it; its size is told beforehand."),
    )
    audio = models.ForeignKey(
        PortalMedia,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sound recording"),
    )
    no_speech = models.BooleanField(
        _("without words"),
        default=False,
        help_text=_("Nothing is spoken or sung, so that the video needs no captions."),
    )
    poster_frame = models.ForeignKey(
        "files.PortalImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("poster frame"),
        help_text=_("The picture that stands for the video until it is played, and in lists."),
    )
    script = StreamField(BodyBlock(), verbose_name=_("text of the script"), blank=True)
    script_file = models.ForeignKey(
        "files.PortalDocument",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("script as a file"),
    )
    rights = models.CharField(
        _("rights and licence"),
        max_length=500,
        blank=True,
        help_text=_("Who may show, copy or play it, and on which terms."),
    )

    base_form_class = PublicationForm
    objects = PerformanceManager()

    search_type = "performance"
    in_site_tree = False
    serve_related = ("organisation", "video", "audio", "poster_frame", "script_file")
    schema_type = "CreativeWork"
    parent_page_types = ["media_assets.PerformanceIndexPage"]
    subpage_types: list[str] = []
    template = "media_assets/performance_page.html"

    search_fields = [*BasePage.search_fields, index.FilterField("kind")]

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("kind"), FieldRowPanel([FieldPanel("language"), FieldPanel("second_language")])],
            heading=_("What it is"),
        ),
        MultiFieldPanel(
            [
                MediaChooserPanel("video", media_type="video"),
                FieldPanel("no_speech"),
                FieldPanel("poster_frame"),
                MediaChooserPanel("audio", media_type="audio"),
            ],
            heading=_("Recordings"),
            help_text=_(
                "Before a performance is submitted, every recording needs its transcript, and a video with words "
                "its captions: both are kept with the recording. Choose it, then press “Edit” beside it."
            ),
        ),
        FieldPanel("message"),
        MultiFieldPanel([FieldPanel("script"), FieldPanel("script_file")], heading=_("Script")),
        FieldPanel("authors"),
        InlinePanel("performers", heading=_("Performers"), label=_("performer")),
        InlinePanel(
            "stagings",
            heading=_("When and where it was staged"),
            label=_("staging"),
            help_text=_("Stagings within a programme are entered there and shown here too."),
        ),
        InlinePanel("photos", heading=_("Photographs"), label=_("photograph")),
        FieldPanel("rights"),
    ]

    class Meta:
        verbose_name = _("performance")
        verbose_name_plural = _("performances")

    def clean(self) -> None:
        """Refuse a sound recording as video and a video as sound recording."""
        super().clean()
        errors = {}
        if self.video and self.video.type != MediaType.VIDEO:
            errors["video"] = gettext("This is a sound recording. Choose a video here.")
        if self.audio and self.audio.type != MediaType.AUDIO:
            errors["audio"] = gettext("This is a video. Choose a sound recording here.")
        if errors:
            raise ValidationError(errors)

    @property
    def duration(self) -> float:
        """How long it lasts in seconds, by its video, else by its sound recording; 0 where nothing tells."""
        lengths = (recording.duration for recording in (self.video, self.audio) if recording)
        return next((length for length in lengths if length), 0.0)

    @cached_property
    def languages(self) -> list[str]:
        """The tags of the languages it is played in."""
        return [tag for tag in dict.fromkeys((self.language, self.second_language)) if tag]

    @property
    def language_names(self) -> str:
        """The languages it is played in, by their names."""
        return ", ".join(str(Language(tag).label) for tag in self.languages if tag in Language.values)

    @cached_property
    def recordings(self) -> list[Recording]:
        """Its video and its sound recording as the page shows them, each where there is one."""
        return [found for media in (self.video, self.audio) if (found := recording_of(media))]

    @cached_property
    def transcripts(self) -> list[str]:
        """What is said, sung and seen in its recordings; once where both say the same."""
        return [text for text in dict.fromkeys(one.transcript for one in self.recordings) if text]

    def missing_for_publication(self) -> dict[str, str]:
        """Recordings need a transcript, and a video with words its captions, before anybody is asked to approve."""
        missing: dict[str, list[str]] = {"video": [], "audio": []}
        for name, media in (("video", self.video), ("audio", self.audio)):
            if media and not media.transcript.strip():
                missing[name].append(
                    gettext(
                        "“%(title)s” has no transcript yet. Press “Edit” beside the recording and write down "
                        "what is said, sung and seen."
                    )
                    % {"title": media.title}
                )
        if self.video and not self.video.captions and not self.no_speech:
            missing["video"].append(
                gettext(
                    "“%(title)s” has no captions yet. Press “Edit” beside the recording and add its .vtt file; "
                    "where nothing is spoken or sung, tick “%(box)s” below."
                )
                % {"title": self.video.title, "box": gettext("without words")}
            )
        return {name: " ".join(texts) for name, texts in missing.items() if texts}

    def search_body(self) -> str:
        parts = (self.message, plain_text(self.script), *self.transcripts, self.authors)
        return "\n".join(part for part in parts if part)

    def search_keywords(self) -> list[str]:
        return [str(self.get_kind_display()), *(performer.name for performer in self.performers.all())]

    def search_facets(self) -> dict[str, list[str]]:
        stagings = self.public_stagings()
        return {
            "kind": [self.kind],
            "commune": sorted({staging.commune.slug for staging in stagings if staging.commune}),
            "year": sorted({str(staging.date.year) for staging in stagings}),
            "duration": [in_words(self.duration)] if self.duration else [],
        }

    def public_stagings(self) -> list[Staging]:
        """Return where it was staged by itself and in programmes that are live and public, newest first."""
        shown = Page.objects.live().public().values("pk")
        programmes = ProgrammeItem.objects.filter(performance=self.pk, programme__in=shown)
        together = ProgrammeStaging.objects.filter(page__in=programmes.values("programme"))
        stagings: list[Staging] = [*self.stagings.all(), *together.select_related("page", "commune")]
        return sorted(stagings, key=attrgetter("date"), reverse=True)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        photos = list(self.photos.select_related("image"))
        prefetch_renditions([self.poster_frame, *(photo.image for photo in photos)])
        return super().get_context(request, *args, **kwargs) | {
            "photos": photos,
            "performers": list(self.performers.all()),
            "stagings": self.public_stagings(),
            "script": render_body(self.script),
            "is_script_long": len(plain_text(self.script)) > LONG_TEXT,
        }

    def dublin_core(self) -> dict[str, str]:
        kind = "MovingImage" if self.video else "Sound" if self.audio else "Text"
        elements = super().dublin_core() | {"type": kind, "language": ", ".join(self.languages) or "vi"}
        return elements | ({"rights": self.rights} if self.rights else {})

    def json_ld(self) -> dict[str, Any]:
        data = super().json_ld()
        data |= {"genre": str(self.get_kind_display()), "inLanguage": self.languages or ["vi"]}
        thumbnail = picture_url(self.poster_frame)
        for recording in self.recordings:
            data["video" if recording.is_video else "audio"] = json_ld_of(
                recording,
                name=data["name"],
                description=data["description"],
                base=self.full_url or "",
                thumbnail=thumbnail,
                languages=self.languages,
            )
        if self.authors:
            data["author"] = {"@type": "Organization", "name": self.authors}
        return data
