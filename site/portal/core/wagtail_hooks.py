"""What the core tells Wagtail."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from .page_links import PageLinkHandler


# After Wagtail's own, which it replaces.
@hooks.register("register_rich_text_features", order=100)
def register_page_links(features: FeatureRegistry) -> None:
    features.register_link_type(PageLinkHandler)
