"""Who keeps recordings and designs: the art troupe has a collection of its own, and no other door."""

from portal.editorial.roles import TROUPE, table

table.allow_files(TROUPE, TROUPE, "add change choose")
