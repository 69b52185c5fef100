"""User accounts: superusers are out of the reach of those who are none (faults 21)."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.views.generic import usage
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import users
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

User = get_user_model()


class UserPolicy(ModelPermissionPolicy):
    """Django's permissions on users, without superusers for those who are none."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if instance.is_superuser and not user.is_superuser:
            return False
        return super().user_has_permission_for_instance(user, action, instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        found = super().instances_user_has_any_permission_for(user, actions)
        return found if user.is_superuser else found.filter(is_superuser=False)


class NoSuperuserField:
    """A form whose "Administrator" box only superusers see; without it the flag stays as it is."""

    def __init__(self, *args: Any, for_user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not getattr(for_user, "is_superuser", False):
            self.fields.pop("is_superuser", None)  # type: ignore[attr-defined]


class PortalUserCreationForm(NoSuperuserField, UserCreationForm):
    pass


class PortalUserEditForm(NoSuperuserField, UserEditForm):
    pass


class TellsForm:
    """Lets the form know who fills it in."""

    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"for_user": self.request.user}  # type: ignore[misc]


class Guarded:
    """Refuses every request about a superuser by anybody else, whatever its method."""

    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        target = User._default_manager.filter(pk=kwargs["pk"]).first()
        if target is not None and target.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        super().setup(request, *args, **kwargs)  # type: ignore[misc]


class CreateView(TellsForm, users.CreateView):
    pass


class EditView(Guarded, TellsForm, users.EditView):
    pass


class DeleteView(Guarded, users.DeleteView):
    pass


class HistoryView(Guarded, users.HistoryView):
    pass


class UsageView(Guarded, usage.UsageView):
    pass


class PortalUserViewSet(users.UserViewSet):
    """Wagtail's user management within these bounds; accounts are made one by one, never copied."""

    copy_view_enabled = False
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    history_view_class = HistoryView
    usage_view_class = UsageView

    def get_form_class(self, for_update: bool = False) -> type:
        return PortalUserEditForm if for_update else PortalUserCreationForm


class BelowSuperusers:
    """A bulk action that passes superusers by unless a superuser runs it."""

    request: HttpRequest

    def check_perm(self, obj: Any) -> bool:
        if obj.is_superuser and not self.request.user.is_superuser:
            return False
        return super().check_perm(obj)  # type: ignore[misc]


class AssignRole(BelowSuperusers, AssignRoleBulkAction):
    pass


class Delete(BelowSuperusers, DeleteBulkAction):
    pass


class SetActiveState(BelowSuperusers, SetActiveStateBulkAction):
    pass
