"""Where the Office answers: the list of questions with what is due, and the form of one."""

from typing import Any

import django_filters
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from ..choices import QuestionState
from ..models import Question


class QuestionPolicy(ModelPermissionPolicy):
    """As the permissions say, but nobody adds questions here: they come from citizens."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and bool(super().user_has_permission(user, action))


class QuestionFilterSet(WagtailFilterSet):
    """Narrows the list by state, by what is overdue and by when it came."""

    overdue = django_filters.BooleanFilter(label=_("Overdue for an answer"), method="only_overdue")
    code = django_filters.CharFilter(
        label=_("Code of the procedure"), field_name="procedure__code", lookup_expr="icontains"
    )

    class Meta:
        model = Question
        fields = ["state", "decline_reason"]

    def only_overdue(self, queryset: Any, name: str, value: bool) -> Any:
        """Keep what should have been answered before today, or what need not."""
        late = Question.objects.overdue().values("pk")
        return queryset.filter(pk__in=late) if value else queryset.exclude(pk__in=late)


class _DueColumn(Column):
    """How many working days are left, in words."""

    def get_value(self, instance: Question) -> str:
        left = instance.days_left
        if left is None:
            return "–"
        if instance.is_overdue:
            text = ngettext("overdue by %(days)d day", "overdue by %(days)d days", -left)
            return text % {"days": -left}
        if not left:
            return gettext("today is the last day")
        text = ngettext("%(days)d working day to answer", "%(days)d working days to answer", left)
        return text % {"days": left}


class QuestionViewSet(ModelViewSet):
    """Questions, those to be answered first."""

    model = Question
    icon = "help"
    menu_label = _("Questions of citizens")
    menu_order = 215
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "grouped_code",
        "about",
        "state",
        "received_at",
        "due_on",
        "public_text",
        "answer",
        "answered_at",
        "published_at",
        "decline_reason",
        "decline_note",
    ]
    list_display = [
        "grouped_code",
        Column("about", label=_("Procedure asked about")),
        Column("state", label=_("State of the question"), accessor="get_state_display", sort_key="state"),
        DateColumn("received_at", label=_("Received"), sort_key="received_at"),
        DateColumn("due_on", label=_("Answer due on"), sort_key="due_on"),
        _DueColumn("days_left", label=_("Time left")),
    ]
    list_per_page = 50
    filterset_class = QuestionFilterSet
    search_backend_name = None
    search_fields = ["code", "about", "public_text"]
    ordering = ["due_on", "pk"]
    list_export = [
        "grouped_code",
        "procedure.code",
        "about",
        "public_text",
        "get_state_display",
        "received_at",
        "due_on",
        "answered_at",
        "published_at",
        "answer",
        "get_decline_reason_display",
    ]
    export_headings = {
        "grouped_code": _("Code to follow"),
        "procedure.code": _("Code of the procedure"),
        "about": _("Procedure asked about"),
        "public_text": _("Wording for the public"),
        "get_state_display": _("State of the question"),
        "received_at": _("Received"),
        "due_on": _("Answer due on"),
        "answered_at": _("Answered"),
        "published_at": _("Made public"),
        "answer": _("Answer given"),
        "get_decline_reason_display": _("Why it is not answered here"),
    }
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("text", read_only=True),
                FieldRowPanel(
                    [
                        FieldPanel("about", read_only=True),
                        FieldPanel("received_at", read_only=True),
                        FieldPanel("due_on", read_only=True),
                    ]
                ),
            ],
            heading=_("What was sent; only the Office sees it"),
        ),
        FieldPanel("answer"),
        FieldPanel("public_text"),
        FieldPanel("state"),
        MultiFieldPanel(
            [FieldPanel("decline_reason"), FieldPanel("decline_note")],
            heading=_("Only where it is not answered here"),
        ),
    ]

    @property
    def export_filename(self) -> str:
        return f"hoi-dap-{timezone.localdate():%Y-%m-%d}"


def waiting() -> int:
    """Return how many questions wait for an answer."""
    return Question.objects.filter(state=QuestionState.RECEIVED).count()


def permissions() -> "QuerySet[Permission]":
    """Return the permissions that the form of groups offers."""
    return Permission.objects.filter(content_type__app_label="feedback", codename__endswith="_question")
