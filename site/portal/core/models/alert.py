"""What everybody must hear at once: an emergency, a notice, planned downtime."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.text import normalise, working_days_between

from ..addresses import check_address

#: planned downtime is announced this many working days before
NOTICE_DAYS = 7


class Alert(models.Model):
    """A short text at the top of the public pages from one minute to another."""

    class Kind(models.TextChoices):
        URGENT = "urgent", _("Emergency")
        DOWNTIME = "downtime", _("Planned downtime")
        NOTICE = "notice", _("Notice to all")

    kind = models.CharField(_("degree"), max_length=10, choices=Kind.choices, default=Kind.NOTICE)
    text = models.CharField(
        _("text of the alert"), max_length=300, help_text=_("One or two short sentences.")
    )
    page = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page with more"),
    )
    address = models.CharField(
        _("or another address with more"), max_length=500, blank=True, validators=[check_address]
    )
    home_only = models.BooleanField(_("on the home page only"), default=False)
    shown_from = models.DateTimeField(_("shown from"), default=timezone.now)
    shown_until = models.DateTimeField(
        _("shown until"),
        null=True,
        blank=True,
        help_text=_("Empty: until it is deleted; planned downtime: until its expected end."),
    )
    starts_at = models.DateTimeField(_("downtime begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("expected end of the downtime"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-shown_from", "-pk"]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shown_until__isnull=True)
                | models.Q(shown_until__gt=models.F("shown_from")),
                name="alert_ends_after_it_begins",
                violation_error_message=_("An alert must end after it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.text

    def clean_fields(self, *args: Any, **kwargs: Any) -> None:
        self.text = " ".join(normalise(self.text).split())
        self.address = self.address.strip()
        super().clean_fields(*args, **kwargs)

    def clean(self) -> None:
        """Refuse two targets, and downtime without its times; downtime is shown until it is over."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.page and self.address:
            errors["address"] = _("Choose a page or give an address, not both.")
        if self.kind == self.Kind.DOWNTIME:
            if self.starts_at is None:
                errors["starts_at"] = _("Say when the downtime begins.")
            if self.ends_at is None:
                errors["ends_at"] = _("Say when the downtime is expected to end.")
            elif self.starts_at and self.ends_at <= self.starts_at:
                errors["ends_at"] = _("The downtime must end after it begins.")
            elif self.shown_until is None:
                self.shown_until = self.ends_at
        else:
            self.starts_at = self.ends_at = None
        if errors:
            raise ValidationError(errors)

    @property
    def days_of_notice(self) -> int | None:
        """How many working days before planned downtime it is announced; None for other alerts.

        What is dated back was not announced before it was written.
        """
        if self.kind != self.Kind.DOWNTIME or self.starts_at is None:
            return None
        announced = max(self.shown_from, self.created_at or timezone.now())
        return working_days_between(timezone.localdate(announced), timezone.localdate(self.starts_at))

    @property
    def is_late(self) -> bool:
        """Whether planned downtime is announced later than the rule asks."""
        return self.days_of_notice is not None and self.days_of_notice < NOTICE_DAYS
