"""One place that tells Wagtail of all of it."""

from wagtail import hooks

from .log import register_log_actions


def register() -> None:
    """Register the hooks; called once, from `wagtail_hooks`."""
    hooks.register("register_log_actions", register_log_actions)
