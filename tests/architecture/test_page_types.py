"""A page type declares: these checks hold for every page type there is, also those to come."""

import pytest
from django.apps import apps
from wagtail.models import Page, get_page_models

from portal.core.models import BasePage

SEARCH_TYPES = {"news", "legal", "procedure", "magazine", "poster", "performance", "page"}
OURS = [model for model in get_page_models() if model is not Page]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_page_type_is_a_base_page_with_its_place_in_the_tree(model):
    assert issubclass(model, BasePage)
    assert model.search_type in SEARCH_TYPES
    assert model.clean_parent_page_models() != get_page_models(), "says where it may stand"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_page_type_has_a_name_for_people(model):
    assert str(model._meta.verbose_name) != model._meta.model_name


def test_swappable_models_are_the_projects_own():
    for name in ("PortalImage", "PortalDocument", "PortalMedia"):
        assert apps.get_model("files", name)
