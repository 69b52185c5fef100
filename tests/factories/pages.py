"""Pages for tests: a small site, and news in it."""

import factory
import wagtail_factories
from django.utils import timezone
from wagtail.models import Page, Site

from home.models import HomePage, StandingPage
from news.models import NewsIndexPage, NewsPage, Topic
from portal.organisations.models import Organisation
from procedures.models import ProceduresIndexPage


class OrganisationFactory(factory.django.DjangoModelFactory):
    slug = factory.Sequence(lambda n: f"phong-{n}")
    name = factory.Sequence(lambda n: f"Phòng số {n}")
    kind = Organisation.Kind.OFFICE

    class Meta:
        model = Organisation


class TopicFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Chủ đề {n}")
    slug = factory.Sequence(lambda n: f"chu-de-{n}")

    class Meta:
        model = Topic


class LivePageFactory(wagtail_factories.PageFactory):
    """A page that has been published."""

    live = True
    first_published_at = factory.LazyFunction(timezone.now)
    last_published_at = factory.SelfAttribute("first_published_at")

    class Meta:
        abstract = True


class HomePageFactory(LivePageFactory):
    title = "Sở Văn hóa, Thể thao và Du lịch tỉnh Cao Bằng"
    slug = "trang-chu"

    class Meta:
        model = HomePage


class NewsIndexPageFactory(LivePageFactory):
    title = "Tin tức"
    slug = "tin-tuc"
    show_in_menus = True

    class Meta:
        model = NewsIndexPage


class ProceduresIndexPageFactory(LivePageFactory):
    title = "Thủ tục hành chính"
    slug = "thu-tuc"
    show_in_menus = True

    class Meta:
        model = ProceduresIndexPage


class NewsPageFactory(LivePageFactory):
    title = factory.Sequence(lambda n: f"Bản tin số {n}")
    slug = factory.Sequence(lambda n: f"ban-tin-so-{n}")
    summary = "Tóm tắt của bản tin."

    class Meta:
        model = NewsPage


class StandingPageFactory(LivePageFactory):
    title = factory.Sequence(lambda n: f"Trang giới thiệu {n}")
    slug = factory.Sequence(lambda n: f"gioi-thieu-{n}")

    class Meta:
        model = StandingPage


def build_site() -> HomePage:
    """Make the default site with its home page and lists; return the home page."""
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    root.get_children().filter(slug="home").delete()
    root = Page.objects.get(pk=root.pk)
    home = HomePageFactory(parent=root)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    NewsIndexPageFactory(parent=home)
    ProceduresIndexPageFactory(parent=home)
    return HomePage.objects.get(pk=home.pk)
