"""What the search calls the facets of news and of the magazine."""

from django.utils.translation import gettext_lazy as _

from portal.search import labels

from .models import MagazineSection, NewsPage, Topic


def register() -> None:
    """Name them."""
    labels.register("news", "kind", _("Kind of news item"), lambda: dict(NewsPage.Kind.choices))
    labels.register("news", "topic", _("Topic"), lambda: dict(Topic.objects.values_list("slug", "name")))
    labels.register(
        "magazine",
        "section",
        _("Section of the magazine"),
        lambda: dict(MagazineSection.objects.values_list("slug", "name")),
    )
