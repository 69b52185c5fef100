"""Uploads of these tests go to folders of their own."""

from tests.factories.media import media_folder

__all__ = ["media_folder"]
