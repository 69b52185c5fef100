"""Posters for tests, with their lists and the words that stand for the picture."""

from typing import Any

import factory
from wagtail.models import Page

from home.models import HomePage
from media_assets.models import Campaign, MediaIndexPage, PosterIndexPage, PosterPage, Wording
from tests.factories.files import make_image
from tests.factories.pages import LivePageFactory

WORDS = "<p>Thủ tục gọn – Dân đỡ nhọc</p><p>Hồ sơ đến đâu, tra cứu được đến đó.</p>"


class CampaignFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Đợt tuyên truyền {n}")

    class Meta:
        model = Campaign


class MediaIndexPageFactory(LivePageFactory):
    title = "Tư liệu"
    slug = "tu-lieu"
    show_in_menus = True

    class Meta:
        model = MediaIndexPage


class PosterIndexPageFactory(LivePageFactory):
    title = "Áp phích, pa-nô"
    slug = "ap-phich"

    class Meta:
        model = PosterIndexPage


class PosterPageFactory(LivePageFactory):
    """A published design; `picture=None` saves making an image, `words` are its Vietnamese wording."""

    title = factory.Sequence(lambda n: f"Áp phích số {n}")
    slug = factory.Sequence(lambda n: f"ap-phich-so-{n}")
    summary = "Một tấm áp phích về cải cách hành chính."
    picture = factory.LazyFunction(lambda: make_image("Áp phích", size=(600, 800)))

    class Meta:
        model = PosterPage

    class Params:
        words = WORDS

    @factory.lazy_attribute
    def wordings(self) -> list[Wording]:
        return [Wording(language="vi", text=self.words)] if self.words else []


def build_gallery(home: HomePage) -> PosterIndexPage:
    """Make the list of media with the gallery below it; return the gallery."""
    media = MediaIndexPageFactory(parent=Page.objects.get(pk=home.pk).specific)
    gallery = PosterIndexPageFactory(parent=media)
    return PosterIndexPage.objects.get(pk=gallery.pk)


def add_rows(page: PosterPage, **rows: Any) -> PosterPage:
    """Add parts to a design by the names of their lists, e.g. `print_files=PrintFile(…)`, and save it."""
    for name, row in rows.items():
        getattr(page, name).add(row)
    page.save()
    return page
