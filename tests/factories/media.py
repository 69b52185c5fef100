"""A media folder of its own for each test."""

from pathlib import Path

import pytest


@pytest.fixture
def media_folder(settings, tmp_path) -> Path:
    """The folder that uploads go to, empty."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    (tmp_path / "media").mkdir()
    return tmp_path / "media"
