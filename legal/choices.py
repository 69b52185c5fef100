"""How documents stand to each other, in both directions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Relation(models.TextChoices):
    """How a newer document stands to an older one; kept on the newer one only."""

    AMENDS = "sua-doi", _("Amends")
    REPLACES = "thay-the", _("Replaces")
    ABOLISHES = "bai-bo", _("Abolishes")
    GUIDES = "huong-dan", _("Guides the application of")
    BASED_ON = "can-cu", _("Is based on")


#: by these the older document loses its force (unless it is said to keep a part of it)
ENDING = (Relation.REPLACES, Relation.ABOLISHES)

#: the same relation as the other document shows it
REVERSED = {
    Relation.AMENDS: _("Amended by"),
    Relation.REPLACES: _("Replaced by"),
    Relation.ABOLISHES: _("Abolished by"),
    Relation.GUIDES: _("Guided by"),
    Relation.BASED_ON: _("Basis of"),
}
