"""What the editors' side gets of this room."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from portal.editorial.reports import register_report

from .admin.questions import QuestionPolicy, QuestionViewSet, permissions
from .admin.ratings import RatingReport
from .models import Question

register_permission_policy(Question, QuestionPolicy(Question))
register_report(RatingReport)
hooks.register("register_permissions", permissions)


@hooks.register("register_admin_viewset")
def register_questions() -> QuestionViewSet:
    """Add the list of questions to the menu."""
    return QuestionViewSet("questions", url_prefix="hoi-dap")
