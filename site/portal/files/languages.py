"""The languages of recordings, their captions and designs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """Languages by their codes in BCP 47 (ISO 639-3 where there is no shorter one): of Cao Bằng's people and guests."""

    VIETNAMESE = "vi", _("Vietnamese")
    TAY = "tyz", _("Tày")
    NUNG = "nut", _("Nùng")
    MONG = "hmn", _("Mông")
    DAO = "ium", _("Dao")
    ENGLISH = "en", _("English")
    CHINESE = "zh", _("Chinese")
