"""Model fields that every room uses."""

from typing import Any

from wagtail import fields


class StreamField(fields.StreamField):
    """Wagtail's StreamField whose block definitions stay out of migrations.

    The column is JSON whatever the blocks are, so a changed block needs no migration.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        return name, path, [[]], {**kwargs, "block_lookup": {}}
