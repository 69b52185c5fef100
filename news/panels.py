"""The articles of an issue, as its composer and its approvers see them before it goes live."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.panels import Panel
from wagtail.models import Page, WorkflowState


@dataclass(frozen=True)
class Row:
    """An article in the panel; `ready` when it is live or goes live with the issue."""

    title: str
    url: str
    section: str
    authors: str
    state: str
    ready: bool


def state_of(article: Any) -> tuple[str, bool]:
    """Return in words how far an article is, and whether the public will see it with the issue."""
    approved = getattr(article, "approval", None)
    changed = gettext("later changes are not approved")
    if article.live:
        return gettext("on the site") + (f"; {changed}" if article.has_unpublished_changes else ""), True
    if approved is not None:
        newer = article.latest_revision_id != approved.revision_id
        return gettext("approved, waits for its issue") + (f"; {changed}" if newer else ""), True
    running = WorkflowState.objects.for_instance(article).active().first()
    if running and running.status == WorkflowState.STATUS_IN_PROGRESS:
        return gettext("not approved: under review"), False
    if running:
        return gettext("not approved: returned to its writer"), False
    return gettext("not approved: draft"), False


def rows(issue: Any) -> list[Row]:
    """Return the articles of an issue in their reading order, drafts included."""
    return [
        Row(
            title=article.draft_title or article.title,
            url=reverse("wagtailadmin_pages:edit", args=[article.pk]),
            section=article.section.name if article.section else "",
            authors=article.byline,
            state=state,
            ready=ready,
        )
        for article in issue.own_articles().listed().select_related("section", "approval").reading_order()
        for state, ready in [state_of(article)]
    ]


class ContentsPanel(Panel):
    """Lists the articles, with what of them goes live with the issue and what stays behind."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/admin/contents_panel.html"
        instance: Any
        request: Any

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            listed = rows(self.instance)
            page = Page.objects.get(pk=self.instance.pk)
            may_add = page.permissions_for_user(self.request.user).can_add_subpage()
            add_url = reverse("wagtailadmin_pages:add", args=["news", "magazinearticlepage", page.pk])
            return context | {
                "issue": self.instance,
                "rows": listed,
                "ready": sum(row.ready for row in listed),
                "total": len(listed),
                "left": sum(not row.ready for row in listed),
                "add_url": add_url if may_add else "",
                "list_url": reverse("wagtailadmin_explore", args=[page.pk]),
            }
