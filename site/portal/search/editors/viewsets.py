"""The lists and forms of what editors rule, in one group of the menu."""

from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from ..models import HiddenPage, PromotedPage, SilentQuery, Synonym
from ..models.editors import in_force

DAYS = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")])],
    heading=_("From when until when it counts"),
    help_text=_(
        "A unit was renamed: write its old name on the left, its new one on the right, and the day of the renaming as"
        " the first day. A new unit of the same short name begins the day after the old row's last day."
    ),
)


class InForceFilterSet(WagtailFilterSet):
    """Narrows a list to the rows that count today, or to those that don't."""

    today = django_filters.BooleanFilter(label=_("Counts today"), method="only_today")

    def only_today(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        """Keep what counts today, or the rest."""
        return queryset.filter(in_force()) if value else queryset.exclude(in_force())


class SynonymFilterSet(InForceFilterSet):
    class Meta:
        model = Synonym
        fields = ["direction"]


class PromotedFilterSet(InForceFilterSet):
    class Meta:
        model = PromotedPage
        fields: list[str] = []


class SynonymCreateView(CreateView):
    """The form of a new row; `?words=` fills in what people type, from the list of searches without result."""

    def get_initial_form_instance(self) -> Synonym:
        return Synonym(words=self.request.GET.get("words", "")[:120])


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "sliders"
    menu_label = _("Synonyms and abbreviations")
    add_view_class = SynonymCreateView
    list_display = ["words", "meaning", "direction", "valid_from", "valid_until"]
    list_per_page = 50
    filterset_class = SynonymFilterSet
    search_backend_name = None
    search_fields = ["words", "meaning", "note"]
    list_export = ["words", "meaning", "direction", "valid_from", "valid_until", "note"]
    copy_view_enabled = False
    panels = [
        HelpPanel(
            content=_(
                "A row counts from the moment it is saved; nothing needs to be indexed again. Write words with their"
                " accents: who types “thac ban gioc” is understood too. Searches without result that hold these words"
                " leave their list; what still finds nothing comes back when it is asked again."
            )
        ),
        MultiFieldPanel(
            [FieldPanel("words"), FieldPanel("meaning"), FieldPanel("direction")],
            heading=_("What means the same"),
        ),
        DAYS,
        FieldPanel("note"),
    ]

    @property
    def export_filename(self) -> str:
        return f"tu-dong-nghia-{timezone.localdate():%Y-%m-%d}"


class PromotedPageViewSet(SnippetViewSet):
    model = PromotedPage
    icon = "pick"
    menu_label = _("Promoted pages")
    list_display = [
        "__str__",
        Column("queries", label=_("For the queries"), accessor=lambda row: ", ".join(row.lines)),
        "sort_order",
        "valid_from",
        "valid_until",
    ]
    filterset_class = PromotedFilterSet
    search_backend_name = None
    search_fields = ["queries", "page__title"]
    copy_view_enabled = False
    panels = [
        PageChooserPanel("page"),
        FieldPanel("queries"),
        FieldPanel("sort_order"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")])],
            heading=_("From when until when it stands first"),
        ),
    ]


class HiddenPageViewSet(SnippetViewSet):
    model = HiddenPage
    icon = "no-view"
    menu_label = _("Hidden pages")
    list_display = ["__str__", "reason"]
    search_backend_name = None
    search_fields = ["reason", "page__title"]
    copy_view_enabled = False
    panels = [PageChooserPanel("page"), FieldPanel("reason")]


class SilentQueryPolicy(ModelPermissionPolicy):
    """As the permissions say, but nobody adds or changes: the rows come from the search page."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "change") and bool(super().user_has_permission(user, action))


class SilentQueryFilterSet(WagtailFilterSet):
    """Narrows the list to what was asked more than once."""

    often = django_filters.BooleanFilter(label=_("Asked more than once"), method="only_often")

    class Meta:
        model = SilentQuery
        fields: list[str] = []

    def only_often(self, queryset: QuerySet[SilentQuery], name: str, value: bool) -> QuerySet[SilentQuery]:
        """Keep what was asked more than once, or once only."""
        return queryset.filter(Q(count__gt=1) if value else Q(count=1))


class _NextSteps(Column):
    """Links to a synonym filled in, and to why nothing was found."""

    def get_value(self, instance: SilentQuery) -> SafeString:
        return format_html(
            '<div class="w-flex w-flex-wrap w-gap-2">'
            '<div><a class="button button-small button-secondary" href="{}?{}">{}</a></div>'
            '<div><a class="button button-small button-secondary" href="{}?{}">{}</a></div>'
            "</div>",
            reverse(SynonymViewSet().get_url_name("add")),
            urlencode({"words": instance.query}),
            gettext("Make a synonym"),
            reverse("search_explained"),
            urlencode({"q": instance.query}),
            gettext("Why nothing?"),
        )


class SilentQueryViewSet(SnippetViewSet):
    model = SilentQuery
    icon = "warning"
    menu_label = _("Searches without result")
    list_display = [
        "query",
        NumberColumn("count", label=_("Times"), sort_key="count"),
        Column("first_on", label=_("First on"), sort_key="first_on"),
        Column("last_on", label=_("Last on"), sort_key="last_on"),
        _NextSteps("next_steps", label=_("What to do")),
    ]
    list_per_page = 50
    ordering = ["-count", "-last_on"]
    filterset_class = SilentQueryFilterSet
    search_backend_name = None
    search_fields = ["query", "folded"]
    copy_view_enabled = False
    panels = [FieldPanel("query", read_only=True)]


def may_rule(request: HttpRequest) -> bool:
    """Return whether the user rules the search."""
    return bool(request.user.has_perm("portal_search.change_synonym"))
