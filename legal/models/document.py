"""A legal document."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index

from portal.core.blocks import BodyBlock, plain_text
from portal.core.body import render_body
from portal.core.fields import StreamField
from portal.core.metadata import first_words
from portal.core.models import BasePage, ImportedPage
from portal.core.publication_cache import at_publication
from portal.text import normalise

from ..document_numbers import number_key, number_slug, read_number
from ..kinds import kind_slug, kind_symbol, known_kind
from ..names import full_name, heading, issuers_of, joined, short_title, word_column
from ..panels import LegalDocumentForm, document_handler
from ..presentation import Related, issued_sentence, legislation
from ..records import values_of
from ..states import GIVEN, State, state_on
from .queryset import LegalDocumentManager
from .related import related_of
from .taxonomy import Subject

_URL = URLValidator(schemes=["http", "https"])
_TEXTS = ("kind", "number", "full_title", "issuer", "signer", "source_url")


class LegalDocumentPage(ImportedPage):
    """A normative or steering document with its number, dates, state, files and relations to others."""

    kind = models.CharField(
        _("kind of document"),
        max_length=100,
        help_text=_("For example: Nghị định, Thông tư, Quyết định, Kế hoạch."),
    )
    number = models.CharField(
        _("number and sign"),
        max_length=100,
        help_text=_("As printed on the document, for example 63/2010/NĐ-CP."),
    )
    full_title = models.TextField(
        _("title of the document"),
        help_text=_("What the document is about, in full, without kind and number."),
    )
    issuer = models.CharField(
        _("issuer"),
        max_length=255,
        help_text=_("The authority that issued it; several are joined by “và”."),
    )
    signer = models.CharField(
        _("signer"),
        max_length=255,
        blank=True,
        help_text=_("The post of the signer as printed, for example KT. Bộ trưởng, Thứ trưởng."),
    )
    issued_on = models.DateField(_("issued on"), null=True)
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    effective_to = models.DateField(
        _("no longer in force from"),
        null=True,
        blank=True,
        help_text=_("The first day on which it is no longer in force."),
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=GIVEN,
        blank=True,
        help_text=_("Empty: told by the dates above. A date that has come counts for more than this choice."),
    )
    subjects = ParentalManyToManyField(
        Subject, blank=True, related_name="documents", verbose_name=_("subjects")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text of the document"), blank=True)
    source_url = models.CharField(
        _("source"),
        max_length=1000,
        blank=True,
        validators=[_URL],
        help_text=_("The address where the document was published first."),
    )

    # Made from the columns above at each save: what lists narrow by, and what a number is found by
    kind_slug = models.CharField(max_length=60, blank=True, editable=False, db_index=True)
    issuer_index = models.TextField(blank=True, editable=False)
    issue_year = models.PositiveSmallIntegerField(null=True, editable=False, db_index=True)
    words = models.TextField(blank=True, editable=False)
    number_key = models.CharField(max_length=100, blank=True, editable=False, db_index=True)
    number_value = models.PositiveIntegerField(null=True, editable=False)
    number_year = models.PositiveSmallIntegerField(null=True, editable=False)
    number_kind = models.CharField(max_length=20, blank=True, editable=False)
    number_issuer = models.CharField(max_length=60, blank=True, editable=False)
    number_symbols = models.CharField(max_length=80, blank=True, editable=False)
    kind_symbol = models.CharField(max_length=20, blank=True, editable=False)

    search_type = "legal"
    schema_type = "Legislation"
    in_site_tree = False
    parent_page_types = ["legal.LegalIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy = ["imported_at", "import_hashes", "import_warnings", "has_import_warnings"]

    search_fields = [
        *BasePage.search_fields,
        index.FilterField("kind_slug"),
        index.FilterField("issue_year"),
        index.FilterField("number_key"),
    ]

    base_form_class = LegalDocumentForm
    edit_handler = document_handler
    objects = LegalDocumentManager()

    class Meta:
        verbose_name = _("legal document")
        verbose_name_plural = _("legal documents")
        indexes = [
            models.Index(fields=["number_value", "number_year"], name="legal_number"),
            models.Index(fields=["-issued_on"], name="legal_issued"),
            models.Index(fields=["-effective_from"], name="legal_effective"),
        ]

    # What is made from the record

    @property
    def full_name(self) -> str:
        """Kind, number and title in one sentence, however long."""
        return full_name(self.kind, self.number, self.full_title) or self.title

    @property
    def heading(self) -> str:
        """What it is called for short: "Nghị định 63/2010/NĐ-CP"."""
        return heading(self.kind, self.number) or self.title

    @property
    def current_state(self) -> State:
        """Whether it is in force today; of a document from `with_state` what the database said."""
        if said := self.__dict__.get("state_now"):
            return State(said)
        day = timezone.localdate()
        return state_on(
            day,
            self.state,
            self.effective_from,
            self.effective_to,
            lambda: any(group.ended_by(day) for group in self.related),
        )

    def full_clean(self, exclude: Any = None, **kwargs: Any) -> None:
        """Make title, address and the columns of lists from the record."""
        self._derive()
        # Wagtail sets these itself and the database holds them to it; asking for each row costs an import much.
        kept = {"locale", "content_type", "latest_revision", "live_revision"}
        super().full_clean(exclude=kept | set(exclude or ()), **kwargs)

    def minimal_clean(self) -> None:
        """Do the same for a draft, which Wagtail checks less."""
        self._derive()
        super().minimal_clean()

    def clean(self) -> None:
        super().clean()
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValidationError({"effective_to": _("This day lies before the first day in force.")})

    def _derive(self) -> None:
        for name in _TEXTS:
            setattr(self, name, " ".join(normalise(getattr(self, name) or "").split()))
        self.kind = known_kind(self.kind)
        self.title = short_title(full_name(self.kind, self.number, self.full_title)) or self.title
        self.draft_title = self.draft_title or self.title
        self.kind_slug = kind_slug(self.kind)
        self.kind_symbol = kind_symbol(self.kind)
        self.issuer_index = joined(issuers_of(self.issuer))
        self.issue_year = self.issued_on.year if self.issued_on else None
        self.words = word_column(self.kind, self.number, self.full_title, self.issuer)
        if not self.slug:
            slug = number_slug(self.number, self.issue_year)
            self.slug = self._get_autogenerated_slug(slug) if slug else ""
        number = read_number(self.number)
        self.number_key = number_key(self.number)
        self.number_value = number.number if number else None
        self.number_year = (number and number.year) or self.issue_year
        self.number_kind = number.kind[:20] if number else ""
        self.number_issuer = number.issuer[:60] if number else ""
        self.number_symbols = f"{number.kind}{number.issuer}".replace("-", "")[:80] if number else ""
        self.note_warnings(lambda: values_of(self))

    def set_subjects(self, names: list[str]) -> None:
        """Put the document under the subjects called `names`; those that aren't there are made."""
        self.subjects = [Subject.objects.named(name) for name in names]

    # What search, metadata and lists ask

    def search_title(self) -> str:
        return self.full_name

    def search_number(self) -> str:
        return self.number

    def search_keys(self) -> list[str]:
        # The number of a resolution of the National Assembly doesn't say that it is one: 30/2016/QH14.
        if not self.kind_symbol or not self.number_value:
            return []
        bare = f"{self.kind} {self.number_value}"
        return [f"{bare}/{self.number_year}", bare] if self.number_year else [bare]

    def search_body(self) -> str:
        return "\n".join(part for part in (self.issuer, self.signer, plain_text(self.body)) if part)

    def search_keywords(self) -> list[str]:
        return [subject.name for subject in self.subjects.all()]

    def search_facets(self) -> dict[str, list[str]]:
        # Not the state: it changes with the day and with other documents; whoever asks for it takes `with_state`.
        return {
            "kind": [self.kind_slug] if self.kind_slug else [],
            "issuer": list(issuers_of(self.issuer)),
            "year": [str(self.issue_year)] if self.issue_year else [],
            "subject": [subject.slug for subject in self.subjects.all()],
        }

    def search_date(self) -> Any:
        return self.issued_on or super().search_date()

    def description(self) -> str:
        if self.search_description or self.summary:
            return super().description()
        facts = [
            issued_sentence(self.issuer, self.issued_on),
            self.effective_from
            and gettext("In force from %(day)s.") % {"day": date_format(self.effective_from, "d/m/Y")},
        ]
        return first_words(" ".join([f"{self.full_name}.", *(fact for fact in facts if fact)]), 300)

    def creator(self) -> str:
        return self.issuer or super().creator()

    def dublin_core(self) -> dict[str, str]:
        return super().dublin_core() | {"identifier": self.number or self.full_url or self.url_path}

    def json_ld(self) -> dict[str, Any]:
        return super().json_ld() | legislation(self, self.related)

    # Its public page

    @cached_property
    def related(self) -> list[Related]:
        """Its relations to other documents, both ways, ready to show."""
        return related_of(self)

    def subject_labels(self) -> list[tuple[str, str]]:
        """Return address and name of its subjects."""
        return [(subject.slug, subject.name) for subject in self.subjects.all()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "state": self.current_state,
            "subjects": at_publication(self, "subject_labels", request, self.subject_labels),
            "files": self.files.select_related("document"),
            "relations": self.related,
            "body": render_body(self.body),
        }
