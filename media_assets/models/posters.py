"""A design: a poster, pano, banner or infographic, whole, with its words beside it."""

from datetime import date
from typing import Any
from urllib.parse import urljoin

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page

from legal.models import LegalDocumentPage
from portal.core.models import BasePage
from portal.files.languages import Language
from portal.files.pictures import picture_url, prefetch_renditions, register_picture
from portal.organisations.models import Organisation
from portal.text import normalise

from ..artwork import artwork
from ..forms import NO_WORDS, PosterForm
from ..kit import KitFile, kit_of
from ..sizes import size_text
from .campaign import Campaign
from .poster_parts import Wording
from .poster_queryset import PosterManager

# The same widths as an article's pictures, so that nothing is rendered twice; never cut.
register_picture("poster", (360, 720, 1280), sizes="(min-width: 60em) 40rem, 100vw")
register_picture("poster-small", (360, 720), sizes="(min-width: 60em) 20rem, (min-width: 30em) 45vw, 100vw")

#: code of a language → its name
NAMES = dict(Language.choices)


class PosterPage(BasePage):
    """A design of the Department's, to look at, to read and to print."""

    class Kind(models.TextChoices):
        POSTER = "ap-phich", _("Poster")
        PANO = "pa-no", _("Pano")
        BANNER = "bang-ron", _("Banner")
        INFOGRAPHIC = "infographic", _("Infographic")

    class Licence(models.TextChoices):
        FREE = "tu-do", _("Anybody may print and share it, unchanged, naming its source")
        ADAPT = "duoc-sua", _("Anybody may print and share it and add the name of his office")
        OFFICES = "co-quan", _("Offices and units of the province may print it; nobody may sell it")
        ASK = "hoi-truoc", _("Ask the responsible office before you print it")

    kind = models.CharField(
        _("kind of design"), max_length=20, choices=Kind.choices, default=Kind.POSTER, db_index=True
    )
    picture = models.ForeignKey(
        "files.PortalImage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("picture of the design"),
        help_text=_("The whole design as one picture, at least 1,280 pixels wide; it is never cut."),
    )
    campaign = models.ForeignKey(
        Campaign,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("campaign or topic"),
    )
    occasion = models.CharField(
        _("occasion"), max_length=255, blank=True, help_text=_("The day or event that it was made for.")
    )
    occasion_date = models.DateField(_("date of the occasion"), null=True, blank=True)
    width_cm = models.DecimalField(
        _("width of the design (cm)"),
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    height_cm = models.DecimalField(
        _("height of the design (cm)"),
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    material = models.CharField(
        _("material"), max_length=255, blank=True, help_text=_("For example: coated paper, tarpaulin.")
    )
    designed_by = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("designing office"),
    )
    designer = models.CharField(
        _("pen name of the designer"),
        max_length=255,
        blank=True,
        help_text=_("A pen name or the name of a group; leave it empty where the office alone signs."),
    )
    licence = models.CharField(
        _("how it may be used"), max_length=20, choices=Licence.choices, default=Licence.FREE
    )
    plan = models.CharField(
        _("plan that asks for it"),
        max_length=500,
        blank=True,
        help_text=_("In words, where the plan isn't on the portal."),
    )
    legal_document = models.ForeignKey(
        LegalDocumentPage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("legal document that it explains"),
    )

    search_type = "poster"
    schema_type = "VisualArtwork"
    in_site_tree = False
    serve_related = ("organisation", "picture", "campaign", "designed_by")
    parent_page_types = ["media_assets.PosterIndexPage"]
    subpage_types: list[str] = []

    search_fields = [*BasePage.search_fields, index.FilterField("kind"), index.FilterField("campaign")]

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("picture")], heading=_("The design")),
        InlinePanel(
            "wordings",
            heading=_("Whole wording"),
            label=_("wording in one language"),
            min_num=1,
            max_num=len(Language),
            help_text=_("For those who can't see the picture, and for search. Needed before publication."),
        ),
        InlinePanel(
            "print_files",
            heading=_("Print files"),
            label=_("print file"),
            max_num=12,
            help_text=_("Everybody can take them from the public page once the design is published."),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("width_cm"), FieldPanel("height_cm")]), FieldPanel("material")],
            heading=_("Size and material"),
        ),
        InlinePanel(
            "placements", heading=_("Where it was put up"), label=_("place where it was put up"), max_num=60
        ),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("campaign"),
                FieldRowPanel([FieldPanel("occasion"), FieldPanel("occasion_date")]),
                PageChooserPanel("legal_document"),
                FieldPanel("plan"),
            ],
            heading=_("What it was made for"),
        ),
        MultiFieldPanel(
            [FieldPanel("designed_by"), FieldPanel("designer"), FieldPanel("licence")],
            heading=_("Designer and use"),
        ),
        *BasePage.promote_panels,
    ]

    base_form_class = PosterForm
    objects = PosterManager()

    class Meta:
        verbose_name = _("poster or pano")
        verbose_name_plural = _("posters and panos")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; what is indexed then are the words of this version, not those read before."""
        self.__dict__.pop("all_wordings", None)
        super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Write what editors typed as Unicode NFC too."""
        for name in ("occasion", "material", "designer", "plan"):
            setattr(self, name, normalise(getattr(self, name) or ""))
        super().full_clean(*args, **kwargs)

    def missing_for_publication(self) -> dict[str, str]:
        """A design without its words shuts out those who can't see it."""
        missing = {}
        if not self.picture:
            missing["picture"] = gettext("Choose the picture of the design before it is published.")
        if not self.all_wordings:
            missing["wordings"] = str(NO_WORDS)
        return missing

    # What search, lists and metadata ask

    def search_body(self) -> str:
        return "\n".join(wording.plain for wording in self.all_wordings)

    def search_keywords(self) -> list[str]:
        words = [self.get_kind_display(), self.campaign and self.campaign.name, self.occasion]
        return [str(word) for word in words if word]

    def search_facets(self) -> dict[str, list[str]]:
        communes = [
            place.commune.slug for place in self.placements.select_related("commune") if place.commune
        ]
        return {
            "kind": [self.kind],
            "language": self.languages,
            "campaign": [self.campaign.slug] if self.campaign else [],
            "commune": list(dict.fromkeys(communes)),
        }

    def search_date(self) -> date | None:
        return self.occasion_date or super().search_date()

    @cached_property
    def all_wordings(self) -> list[Wording]:
        """Its wordings in the editor's order, without those that are empty yet."""
        return [wording for wording in self.wordings.all() if wording.plain]

    @property
    def languages(self) -> list[str]:
        """The codes of the languages that it speaks, each once."""
        return list(dict.fromkeys(wording.language for wording in self.all_wordings))

    @property
    def language_names(self) -> list[str]:
        """The names of these languages."""
        return [str(NAMES.get(code, code)) for code in self.languages]

    @property
    def size(self) -> str:
        """Its size in words, or nothing."""
        return size_text(self.width_cm, self.height_cm)

    @property
    def signature(self) -> str:
        """Who designed it: pen name and office, else the responsible office."""
        signed = [self.designer, self.designed_by and self.designed_by.name]
        return ", ".join(str(name) for name in signed if name) or self.creator()

    @property
    def picture_alt(self) -> str:
        """What the picture shows, for those who can't see it; the words themselves stand beside it."""
        if self.picture and self.picture.description:
            return str(self.picture.description)
        return gettext("%(kind)s “%(title)s”; its whole wording stands on this page") % {
            "kind": self.get_kind_display(),
            "title": self.title,
        }

    @property
    def share_url(self) -> str:
        """The whole address of the picture, uncut, for those who share the page and for machines."""
        return urljoin(self.full_url or "", picture_url(self.picture, "poster"))

    @cached_property
    def kit(self) -> list[KitFile]:
        """Every file to take: print files first, then the picture for the web and as it was handed in."""
        return kit_of(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        placements = list(self.placements.select_related("commune", "photo"))
        prefetch_renditions([self.picture, *(placement.photo for placement in placements)])
        return super().get_context(request, *args, **kwargs) | {
            "placements": placements,
            "legal": self.public_legal_document(),
        }

    def public_legal_document(self) -> LegalDocumentPage | None:
        """Return the legal document that it explains, if everybody may read it."""
        if not self.legal_document_id:
            return None
        return LegalDocumentPage.objects.filter(pk=self.legal_document_id).live().public().first()

    def dublin_core(self) -> dict[str, str]:
        return super().dublin_core() | {
            "type": "Image",
            "creator": self.signature,
            "language": ", ".join(self.languages) or "vi",
            "rights": str(self.get_licence_display()),
        }

    def json_ld(self) -> dict[str, Any]:
        return super().json_ld() | artwork(self)
