"""Wagtail's app of users with the portal's own views (named in INSTALLED_APPS)."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PortalUsersConfig(WagtailUsersAppConfig):
    user_viewset = "portal.editorial.users.PortalUserViewSet"

    def ready(self) -> None:
        """Register the portal's policy for users and Wagtail's for groups."""
        AppConfig.ready(self)
        from django.contrib.auth import get_user_model
        from django.contrib.auth.models import Group
        from wagtail.permissions import register_permission_policy

        from .users import UserPolicy

        register_permission_policy(get_user_model(), UserPolicy(get_user_model()))
        register_permission_policy(Group)
