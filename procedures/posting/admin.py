"""Posting sets in the admin: the list with what is out of date, booklets of a set, a line on the first page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets import ListingButton
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from ..models import PostingPaper, PostingSet, ProcedurePage
from .contents import posted
from .freshness import PaperState, states_of
from .making import ask_for_paper
from .views import PERMISSION, send_paper

#: papers of a set that its page lists
LISTED = 20
#: sets that the panel on the first page names
NAMED = 8


class PapersColumn(Column):
    """What the newest booklets of a set are worth today."""

    def get_value(self, instance: Any) -> SafeString:
        states = getattr(instance, "paper_states", [])
        words = "; ".join(_standing(state) for state in states) or gettext("no booklet yet")
        return format_html('<a href="{}">{}</a>', reverse("posting_papers", args=[instance.pk]), words)


def _standing(state: PaperState) -> str:
    size = state.paper.size.upper()
    if state.is_fresh:
        return gettext("%(size)s up to date") % {"size": size}
    if state.since:
        return gettext("%(size)s out of date since %(day)s") % {"size": size, "day": date_format(state.since)}
    return gettext("%(size)s out of date") % {"size": size}


class PostingIndexView(IndexView):
    """Asks once for the booklets of all sets that it shows."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        sets = list(context["object_list"])
        states = states_of(sets)
        for one in sets:
            one.paper_states = states[one.pk]
        return context

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().annotate(entry_count=Count("entries"))

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if self.request.user.has_perm(PERMISSION):
            address = reverse("posting_papers", args=[instance.pk])
            buttons.append(ListingButton(_("Booklets"), url=address, icon_name="clipboard-list", priority=15))
        return buttons


class PostingSetViewSet(SnippetViewSet):
    """Posting sets, beside the procedures and decisions in the menu."""

    model = PostingSet
    icon = "clipboard-list"
    menu_label = _("Posting sets")
    menu_order = 212
    add_to_admin_menu = True
    index_view_class = PostingIndexView
    list_display = [
        "name",
        Column("where", label=_("Posted at")),
        Column("entry_count", label=_("Number of procedures")),
        BooleanColumn("is_public", label=_("On the public site")),
        PapersColumn("papers", label=_("Booklets")),
    ]
    list_filter = ["is_public", "organisation"]
    search_backend_name = None  # the few columns themselves: place and number too
    search_fields = ["name", "place", "decision_number"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("organisation"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("decision_number"), FieldPanel("decided_on")]),
                FieldPanel("notes"),
            ],
            heading=_("What stands on the cover"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("add_field"), FieldPanel("add_level")]),
                InlinePanel("entries", heading=_("Procedures in their order"), label=_("procedure")),
            ],
            heading=_("Procedures of the set"),
            help_text=_("Drafts and abolished procedures stay in the list but aren't printed or shown."),
        ),
        MultiFieldPanel(
            [FieldPanel("is_public"), FieldPanel("slug"), FieldPanel("is_sample")],
            heading=_("Address and publication"),
        ),
    ]


def _set_for(request: HttpRequest, pk: int) -> PostingSet:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    one: PostingSet = get_object_or_404(PostingSet.objects.select_related("organisation"), pk=pk)
    return one


@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, set_id: int) -> HttpResponse:
    """Show the booklets of a set and how far those are that are being made; have one made."""
    one = _set_for(request, set_id)
    if request.method == "POST":
        size = request.POST.get("size", "")
        if size not in PostingPaper.Size.values:
            messages.error(request, gettext("Choose the size of the paper."))
        elif not posted(one).exists():
            messages.error(request, gettext("No procedure of the set is on the public site."))
        else:
            ask_for_paper(one, size, request.user)
            messages.success(request, gettext("The booklet is being made; this page says when it is ready."))
        return redirect("posting_papers", one.pk)
    shown = list(one.papers.select_related("made_by")[:LISTED])
    shown_pages = posted(one).values("pk")
    left_out = ProcedurePage.objects.filter(posting_entries__posting_set=one).exclude(pk__in=shown_pages)
    context: dict[str, Any] = {
        "set": one,
        "papers": shown,
        "states": states_of([one])[one.pk],
        "working": any(paper.is_working and not paper.is_stuck for paper in shown),
        "left_out": left_out.only("full_name", "title", "state", "path", "depth"),
        "sizes": PostingPaper.Size.choices,
        "edit_url": reverse(one.snippet_viewset.get_url_name("edit"), args=[one.pk]),
    }
    return TemplateResponse(request, "procedures/admin/posting_papers.html", context)


@require_safe
def paper_file(request: HttpRequest, paper_id: int) -> HttpResponseBase:
    """Give a finished booklet to those who make them, public or not."""
    ready = PostingPaper.objects.filter(status=PostingPaper.Status.READY).select_related("posting_set")
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return send_paper(request, get_object_or_404(ready, pk=paper_id))


class StalePanel(Component):
    """Tells those who make booklets which are out of date."""

    name = "posting"
    template_name = "procedures/admin/posting_panel.html"
    order = 65

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def stale(self) -> list[tuple[PostingSet, list[PaperState]]]:
        """The sets to name, for those who may do something about them."""
        return stale_sets() if self.request.user.has_perm(PERMISSION) else []

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        text = ngettext(
            "%(count)d posting set has paper that is out of date",
            "%(count)d posting sets have paper that is out of date",
            len(self.stale),
        )
        return {"stale": self.stale[:NAMED], "heading": text % {"count": len(self.stale)}}

    def render_html(self, parent_context: Any = None) -> SafeString:
        return super().render_html(parent_context) if self.stale else SafeString("")


def stale_sets() -> list[tuple[PostingSet, list[PaperState]]]:
    """Return the sets whose newest booklets are out of date, with these."""
    sets = {one.pk: one for one in PostingSet.objects.select_related("organisation")}
    found = (
        (sets[pk], [state for state in states if not state.is_fresh])
        for pk, states in states_of(sets.values()).items()
    )
    return [(one, states) for one, states in found if states]


def _urls() -> list[URLPattern]:
    return [
        path("niem-yet/<int:set_id>/", papers, name="posting_papers"),
        path("niem-yet/ban-giay/<int:paper_id>/", paper_file, name="posting_paper_file"),
    ]


def _add_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(StalePanel(request))


def register() -> None:
    """Register the snippet and the hooks; called once, from `wagtail_hooks`."""
    register_snippet(PostingSetViewSet)
    hooks.register("register_admin_urls", _urls)
    hooks.register("construct_homepage_panels", _add_panel)
