"""What a citizen asks about a procedure, and the Office's answer."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.text import add_working_days, normalise, working_days_between
from portal.text.personal_data import EMAIL, IDENTITY, PHONE, find, mask
from procedures.models import ProcedurePage

from ..choices import DeclineReason, QuestionState
from ..codes import grouped, new_code
from ..forms_admin import QuestionForm

#: characters of a question
LONGEST = 2000
#: working days in which the Office answers (the portal's service levels: answers 15 days)
ANSWER_DAYS = 15
#: days after which the words as they were sent are forgotten, once a question is settled
KEPT_DAYS = 180

#: states in which nothing is left to do
SETTLED = (QuestionState.PUBLISHED, QuestionState.ANSWERED, QuestionState.DECLINED)


def masking_words() -> dict[str, str]:
    """Return what stands for personal data in public wording."""
    return {
        PHONE: gettext("telephone number hidden"),
        IDENTITY: gettext("identity number hidden"),
        EMAIL: gettext("e-mail address hidden"),
    }


class QuestionQuerySet(models.QuerySet["Question"]):
    def public(self) -> "QuestionQuerySet":
        """Return what everybody may read, the newest first: published, under a procedure that is public itself."""
        pages = ProcedurePage.objects.live().public()
        published = self.filter(state=QuestionState.PUBLISHED, procedure__in=pages.values("pk"))
        return published.order_by("-published_at", "-pk")

    def public_of(self, page: ProcedurePage) -> "QuestionQuerySet":
        """Return what everybody who reads the page of `page` may read, the newest first."""
        published = self.filter(state=QuestionState.PUBLISHED, procedure_id=page.pk)
        return published.order_by("-published_at", "-pk")

    def overdue(self, today: date | None = None) -> "QuestionQuerySet":
        """Return what should have been answered before today."""
        return self.filter(state=QuestionState.RECEIVED, due_on__lt=today or timezone.localdate())

    def forget_words(self) -> int:
        """Replace, in settled questions of long ago, what was sent by the wording without personal data."""
        until = timezone.now() - timedelta(days=KEPT_DAYS)
        old = self.filter(~Q(text=models.F("public_text")), state__in=SETTLED, received_at__lt=until)
        return old.update(text=models.F("public_text")) if old.exists() else 0


class Question(models.Model):
    """A question, private until the Office publishes it; nobody is asked who he is."""

    code = models.CharField(_("code to follow"), max_length=12, unique=True, default=new_code, editable=False)
    procedure = models.ForeignKey(
        ProcedurePage,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("procedure asked about"),
    )
    about = models.TextField(_("name of the procedure when asked"), blank=True, editable=False)
    text = models.TextField(_("question as sent"), max_length=LONGEST)
    public_text = models.TextField(
        _("wording for the public"),
        max_length=LONGEST,
        blank=True,
        help_text=_("What everybody reads. Leave out names, numbers and addresses of persons."),
    )
    answer = models.TextField(
        _("answer"),
        blank=True,
        max_length=10_000,
        help_text=_("Plain text; an empty line begins a paragraph."),
    )
    state = models.CharField(
        _("state of the question"),
        max_length=10,
        choices=QuestionState.choices,
        default=QuestionState.RECEIVED,
        db_index=True,
    )
    decline_reason = models.CharField(
        _("why it is not answered here"), max_length=10, choices=DeclineReason.choices, blank=True
    )
    decline_note = models.TextField(
        _("what to do instead"),
        blank=True,
        max_length=2000,
        help_text=_("Shown to the one who asked, below the reason."),
    )
    received_at = models.DateTimeField(_("received at"), default=timezone.now, editable=False)
    due_on = models.DateField(_("answer due on"), editable=False, db_index=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    published_at = models.DateTimeField(_("made public at"), null=True, editable=False, db_index=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("answered by"),
    )
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    #: key of the procedure under which it stood before it was last saved
    stood_under: int | None = None

    objects = QuestionQuerySet.as_manager()

    base_form_class = QuestionForm
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ("view", "change", "delete")
        ordering = ("due_on", "pk")
        verbose_name = _("question about a procedure")
        verbose_name_plural = _("questions about procedures")
        indexes = [
            models.Index(fields=["procedure", "state", "-published_at"], name="questions_of_procedure")
        ]

    def __str__(self) -> str:
        return gettext("Question %(code)s") % {"code": self.grouped_code}

    def save(self, *args: Any, **kwargs: Any) -> None:
        for name in ("text", "public_text", "answer", "decline_note"):
            setattr(self, name, normalise(getattr(self, name)).strip())
        if self.due_on is None:
            self.due_on = add_working_days(timezone.localdate(self.received_at), ANSWER_DAYS)
        if not self.about and self.procedure:
            self.about = self.procedure.full_name
        if not self.public_text:
            self.public_text = self.masked()
        now = timezone.now()
        answered = self.state in (QuestionState.ANSWERED, QuestionState.PUBLISHED)
        self.answered_at = (self.answered_at or now) if answered else None
        self.published_at = (self.published_at or now) if self.state == QuestionState.PUBLISHED else None
        super().save(*args, **kwargs)

    @property
    def grouped_code(self) -> str:
        """The code as people copy it."""
        return grouped(self.code)

    def masked(self) -> str:
        """Return what was sent, with what looks like personal data masked; no longer than the column."""
        return mask(self.text, masking_words())[:LONGEST]

    @property
    def has_personal_data(self) -> bool:
        """Whether what was sent holds what looks like personal data."""
        return bool(find(self.text))

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been answered before today."""
        return self.state == QuestionState.RECEIVED and self.due_on < timezone.localdate()

    @property
    def days_left(self) -> int | None:
        """Working days that are left to answer, negative when overdue; None when nothing is to do."""
        if self.state != QuestionState.RECEIVED:
            return None
        return working_days_between(timezone.localdate(), self.due_on)

    @property
    def is_public(self) -> bool:
        """Whether the Office has published it; `QuestionQuerySet.public` also asks for its procedure."""
        return bool(self.state == QuestionState.PUBLISHED)
