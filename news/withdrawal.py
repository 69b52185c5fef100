"""Taking back the approval of an article before its issue goes out, from the article's menu."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.editorial.models import gives_last_approval

from .models import ApprovedArticle, MagazineArticlePage
from .models.magazine.publication import withdraw_approval


class WithdrawMenuItem(ActionMenuItem):
    """Leads whoever may approve an article to the question, while it waits for its issue."""

    name = "action-withdraw-approval"
    label = _("Withdraw the approval")
    icon_name = "undo"
    order = 75

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        if context["view"] != "edit" or not isinstance(page, MagazineArticlePage):
            return False
        waits = ApprovedArticle.objects.filter(article=page).exists()
        return waits and gives_last_approval(page, context["request"].user)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("news_withdraw_approval", args=[parent_context["page"].pk])


class WithdrawApprovalView(WagtailAdminTemplateMixin, TemplateView):
    """Asks whether to take the approval back, and does so."""

    template_name = "news/admin/withdraw_approval.html"
    page_title = _("Withdraw the approval")
    header_icon = "undo"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.article = get_object_or_404(MagazineArticlePage, pk=kwargs["page_id"])
        if not gives_last_approval(self.article, request.user):
            raise PermissionDenied
        self.edit_url = reverse("wagtailadmin_pages:edit", args=[self.article.pk])
        self.approved = (
            ApprovedArticle.objects.filter(article=self.article).select_related("revision").first()
        )
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.approved else self.nothing_waits()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not withdraw_approval(self.article, request.user):
            return self.nothing_waits()
        text = gettext(
            "The approval of “%(title)s” was withdrawn. It goes live with no issue until it is approved anew."
        )
        messages.success(request, text % {"title": self.article.get_admin_display_title()})
        return redirect(self.edit_url)

    def nothing_waits(self) -> HttpResponse:
        text = gettext("“%(title)s” waits for no issue (any more), so there is no approval to withdraw.")
        messages.error(self.request, text % {"title": self.article.get_admin_display_title()})
        return redirect(self.edit_url)

    def get_page_subtitle(self) -> str:
        return f"{self.page_title}: {self.approved or self.article}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        issue = self.article.issue.get_admin_display_title()
        return super().get_context_data(
            title=str(self.approved), issue=issue, edit_url=self.edit_url, **kwargs
        )
