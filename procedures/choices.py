"""The words that people see for the choices of the canonical schema."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    NEW = "new", _("newly issued")
    AMENDED = "amended", _("amended and supplemented")
    REPLACED = "replaced", _("replaced")
    ABOLISHED = "abolished", _("abolished")


class Method(models.TextChoices):
    DIRECT = "direct", _("In person")
    ONLINE = "online", _("Online")
    POST = "post", _("By post")
    OTHER = "other", _("Another way")


class Unit(models.TextChoices):
    MINUTE = "minute", _("minutes")
    HOUR = "hour", _("hours")
    WORKING_HOUR = "working_hour", _("working hours")
    DAY = "day", _("days")
    WORKING_DAY = "working_day", _("working days")
    WEEK = "week", _("weeks")
    MONTH = "month", _("months")
    YEAR = "year", _("years")


class FeeKind(models.TextChoices):
    FEE = "fee", pgettext_lazy("price of a public service (phí)", "Fee")
    CHARGE = "charge", pgettext_lazy("charge set by law (lệ phí)", "Charge")


class OnlineLevel(models.TextChoices):
    FULL = "full", _("Fully online")
    PARTIAL = "partial", _("Partly online")
    NONE = "none", _("No online service")


class Level(models.TextChoices):
    """Levels of administration, as keys for filters; the record keeps the words of its source."""

    MINISTRY = "bo", _("Ministry level")
    PROVINCE = "tinh", _("Provincial level")
    DISTRICT = "huyen", _("District level")
    COMMUNE = "xa", _("Commune level")
    OTHER = "khac", _("Other bodies")
