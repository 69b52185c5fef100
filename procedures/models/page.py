"""A procedure: one row that holds the whole canonical record, so that a revision carries it whole.

What templates use of a page (`procedure_page.html` gets it as `page`):

- `page.full_name`, `page.code`, `page.is_sample`, `page.state` and `page.get_state_display`,
  `page.online_level` and `page.get_online_level_display`, `page.partial_reason`, `page.submission_url`
- `page.summary_facts`: six `Fact(key, label, values)`: what one gets, who, how long, how much, where, what to hand in
- `page.view`: everything else, ready to show (`procedures.presentation.ProcedureView`): `.steps`,
  `.channels`, `.dossier`, `.forms`, `.results`, `.legal_bases`, `.agencies`, `.about`, each also with the
  words that could not be split (`.channels_text` …)

Besides `page` it gets what `procedures.citizen_context` tells.

Text columns are plain text; the template filter `{{ text|plain_text }}` of `procedure_tags` makes paragraphs
and lists of it.
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from portal.core.fields import StreamField
from portal.core.models import BasePage
from portal.text import normalise, parse_code

from .. import blocks
from ..choices import OnlineLevel, State
from ..citizen_context import citizen_context
from ..facets import facet_keys, joined, level_keys
from ..fields import LinesField
from ..importing.messages import FIELDS
from ..names import first_letter, page_slug, short_title, sort_column
from ..panels import ProcedureForm, edit_handler
from ..presentation import Fact, ProcedureView, facts, view_of
from ..records import apply_record, comparable, plain_text, raw_rows, record_of, unwrap
from ..schema import FIELD_NAMES, Procedure
from .completed import CompletePage
from .queryset import GONE, ProcedureManager
from .taxonomy import ProcedureField

_URL = URLValidator(schemes=["http", "https"])


class ProcedurePage(CompletePage):
    """An administrative procedure with its full statutory record."""

    code = models.CharField(
        _("code"),
        max_length=8,
        unique=True,
        null=True,
        help_text=_("As in the national register, for example 1.003838; the province's suffix is left out."),
        error_messages={"unique": _("Another procedure has this code already.")},
    )
    full_name = models.TextField(_("name"), help_text=_("The full name as announced, however long."))
    decision_number = models.CharField(
        _("announcement decision"), max_length=1000, blank=True, help_text=_("For example 1842/QĐ-UBND.")
    )
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, blank=True, db_index=True)
    kind = models.CharField(_("kind"), max_length=255, blank=True)
    procedure_field = models.ForeignKey(
        ProcedureField,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("field"),
    )
    levels = LinesField(_("levels"), help_text=_("One a line, for example Cấp tỉnh."))
    audiences = LinesField(_("who may apply"))
    implementing_agency = models.TextField(_("implementing agency"), blank=True)
    competent_agency = models.TextField(_("competent agency"), blank=True)
    receiving_address = models.TextField(_("where dossiers are received"), blank=True)
    delegated_agency = models.TextField(_("delegated agency"), blank=True)
    coordinating_agency = models.TextField(_("coordinating agency"), blank=True)
    steps = StreamField([("step", blocks.StepBlock())], blank=True, verbose_name=_("order of work"))
    channels = StreamField([("channel", blocks.ChannelBlock())], blank=True, verbose_name=_("ways to submit"))
    channels_text = models.TextField(_("ways to submit, not split"), blank=True)
    dossier = StreamField([("group", blocks.DossierGroupBlock())], blank=True, verbose_name=_("dossier"))
    dossier_text = models.TextField(_("dossier, not split"), blank=True)
    dossier_sets = models.CharField(
        _("sets of the dossier"), max_length=255, blank=True, help_text=_("For example: 01 bộ.")
    )
    results = StreamField([("result", blocks.ResultBlock())], blank=True, verbose_name=_("results"))
    results_text = models.TextField(_("results, not split"), blank=True)
    legal_bases = StreamField(
        [("legal_basis", blocks.LegalBasisBlock())], blank=True, verbose_name=_("legal bases")
    )
    legal_bases_text = models.TextField(_("legal bases, not split"), blank=True)
    conditions = models.TextField(_("requirements and conditions"), blank=True)
    related = LinesField(_("related procedures"))
    related_text = models.TextField(_("related procedures, not split"), blank=True)
    keywords = LinesField(_("keywords"))
    general_description = models.TextField(_("description"), blank=True)
    online_level = models.CharField(
        _("level of online service"), max_length=10, choices=OnlineLevel.choices, blank=True, db_index=True
    )
    partial_reason = models.TextField(
        _("why only partly online"),
        blank=True,
        help_text=_("The law asks to publish the reason when a service is only partly online."),
    )
    submission_url = models.CharField(
        _("link to submit"),
        max_length=1000,
        blank=True,
        validators=[_URL],
        help_text=_("The page of this procedure on the national public service portal."),
    )
    source_url = models.CharField(_("source"), max_length=1000, blank=True, validators=[_URL])
    responsible = models.CharField(
        _("responsible"),
        max_length=255,
        blank=True,
        help_text=_("The office or post that keeps this record."),
    )

    # Made from the columns above at each save
    sort_name = models.CharField(max_length=255, blank=True, editable=False, db_index=True)
    letter = models.CharField(max_length=1, blank=True, editable=False, db_index=True)
    level_index = models.CharField(max_length=100, blank=True, editable=False)
    facet_keys = models.JSONField(default=dict, blank=True, editable=False)

    search_type = "procedure"
    schema_type = "GovernmentService"
    serve_related = ("organisation", "procedure_field")
    parent_page_types = ["procedures.ProceduresIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy = [
        "code",
        "imported_at",
        "import_hashes",
        "import_warnings",
        "has_import_warnings",
    ]

    search_fields = [
        *BasePage.search_fields,
        index.FilterField("code"),
        index.FilterField("procedure_field"),
        index.FilterField("state"),
        index.FilterField("online_level"),
    ]

    base_form_class = ProcedureForm
    edit_handler = edit_handler
    objects = ProcedureManager()

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")

    # The canonical record

    def record(self) -> Procedure:
        """Return the canonical record that this page holds."""
        return record_of(self)

    def apply_record(self, record: Procedure, names: tuple[str, ...] = FIELD_NAMES) -> None:
        """Take over the fields `names` of `record`, without saving."""
        apply_record(self, record, names)

    def set_field_name(self, name: str) -> None:
        """Put the procedure into the field called `name`, made when there is none; "" for none."""
        self.procedure_field = ProcedureField.objects.named(name) if name else None

    def full_clean(self, exclude: Any = None, **kwargs: Any) -> None:
        """Make title, address and the columns of lists from the record."""
        self._derive()
        # Wagtail sets these itself and the database holds them to it; asking for each row costs an import a third.
        kept = {"locale", "content_type", "latest_revision", "live_revision"}
        super().full_clean(exclude=kept | set(exclude or ()), **kwargs)

    def minimal_clean(self) -> None:
        """Do the same for a draft, which Wagtail checks less."""
        self._derive()
        super().minimal_clean()

    def clean(self) -> None:
        super().clean()
        if self.code and not parse_code(self.code):
            raise ValidationError(
                {"code": _("A code is one digit, a dot and six digits, for example 1.003838.")}
            )

    def _derive(self) -> None:
        self.full_name = normalise(self.full_name or "").strip()
        self.code = parse_code(self.code or "") or self.code or None
        for field in self._meta.local_fields:
            if isinstance(field, models.TextField | models.CharField) and field.name not in (
                "code",
                "sort_name",
            ):
                value = getattr(self, field.attname)
                if isinstance(value, str) and value and not value.isascii():
                    setattr(self, field.attname, normalise(value))
        if self.full_name:
            self.title = short_title(self.full_name)
            self.draft_title = self.draft_title or self.title
        if not self.slug:
            self.slug = page_slug(self.full_name, self.code)
        self.sort_name = sort_column(self.full_name)
        self.letter = first_letter(self.full_name)
        self.level_index = joined(level_keys(self.levels))
        self.facet_keys = self._facet_keys()
        self.note_completeness()
        self.note_warnings(lambda: comparable(self.record()))

    # What search, metadata and lists ask

    def search_title(self) -> str:
        return self.full_name or self.title

    def search_code(self) -> str:
        return self.code or ""

    def search_keywords(self) -> list[str]:
        return [*self.keywords, *([self.procedure_field.name] if self.procedure_field else [])]

    def search_body(self) -> str:
        return "\n".join(text for _name, text in self.search_sections())

    def search_sections(self) -> list[tuple[str, str]]:
        record = self.record()
        texts = {name: plain_text(getattr(record, name)) for name in FIELD_NAMES if name not in NOT_SEARCHED}
        return [(str(FIELDS[name.removesuffix("_text")]), text) for name, text in texts.items() if text]

    def search_facets(self) -> dict[str, list[str]]:
        if self.state in GONE:  # found by its words, counted nowhere
            return {"state": [self.state], "notice": [capfirst(self.get_state_display())]}
        return {
            "field": [self.procedure_field.slug] if self.procedure_field else [],
            **self._facet_keys(),
            "state": [self.state] if self.state else [],
        }

    def _facet_keys(self) -> dict[str, list[str]]:
        return facet_keys(
            levels=self.levels,
            audiences=self.audiences,
            agency=self.implementing_agency,
            channels=[unwrap(row["value"]) for row in raw_rows(self, "channels")],
            online_level=self.online_level,
        )

    def description(self) -> str:
        if self.search_description or self.summary:
            return super().description()
        return self.view.description

    @cached_property
    def view(self) -> ProcedureView:
        """The record, ready to show; one query, for the documents of its forms."""
        return view_of(self.record(), self.full_name)

    @cached_property
    def summary_facts(self) -> list[Fact]:
        """What one gets, who, how long, how much, where, what to hand in."""
        return facts(self.view)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | citizen_context(self, request)

    def dublin_core(self) -> dict[str, str]:
        return super().dublin_core() | {"type": "Service", "identifier": self.code or self.url_path}

    def json_ld(self) -> dict[str, Any]:
        return super().json_ld() | self.view.json_ld(self.code or "", self.full_url or "")


#: fields whose words say nothing to somebody who searches, or that have a key of their own
NOT_SEARCHED = {"code", "name", "keywords", "field", "submission_url", "source_url", "state", "online_level"}
