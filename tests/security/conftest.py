"""The newsroom of the editors' tests and the media folder of the files' tests, here too."""

from tests.editorial.conftest import room
from tests.factories.media import media_folder

__all__ = ["media_folder", "room"]
