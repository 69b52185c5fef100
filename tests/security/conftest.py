"""The newsroom of the editors' tests, here too."""

from tests.editorial.conftest import room

__all__ = ["room"]
