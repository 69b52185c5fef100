"""The words for what visitors choose and what becomes of a question."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Score(models.IntegerChoices):
    VERY_GOOD = 5, _("Very satisfied")
    GOOD = 4, _("Satisfied")
    FAIR = 3, _("Neither satisfied nor dissatisfied")
    POOR = 2, _("Dissatisfied")
    VERY_POOR = 1, _("Very dissatisfied")


class Reason(models.TextChoices):
    """Why somebody is not satisfied; chosen, never written, so that no personal data comes along."""

    UNCLEAR = "unclear", _("Hard to understand")
    INCOMPLETE = "incomplete", _("Something I need is missing")
    OUTDATED = "outdated", _("Something is wrong or out of date")
    FORMS = "forms", _("The forms can't be opened or are missing")
    ONLINE = "online", _("The online submission doesn't work")
    CONTACT = "contact", _("I don't know whom to ask")
    OTHER = "other", _("Another reason")


class QuestionState(models.TextChoices):
    RECEIVED = "received", _("received")
    ANSWERED = "answered", _("answered, not public")
    PUBLISHED = "published", _("answered and public")
    DECLINED = "declined", _("not answered here")


class DeclineReason(models.TextChoices):
    """Why a question is not answered here; the one who asked reads it with what to do instead."""

    COMPLAINT = "complaint", _("It is a complaint or a denunciation")
    OFF_TOPIC = "off_topic", _("It is not about an administrative procedure of the Department")
    UNCLEAR = "unclear", _("It can't be understood well enough to answer")
    REPEATED = "repeated", _("It was sent more than once")
    UNLAWFUL = "unlawful", _("Its content may not be published by law")
