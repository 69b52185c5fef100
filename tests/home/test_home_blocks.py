"""The sections of the home page."""

import pytest
from django.core.exceptions import ValidationError

from home.blocks import HomeBlock

NEWS = ("news", {"title": "Tin tức", "count": 5})


def test_a_section_stands_once_so_that_the_page_stays_quick():
    block = HomeBlock()
    block.clean(block.normalize([NEWS]))
    with pytest.raises(ValidationError):
        block.clean(block.normalize([NEWS, NEWS]))
