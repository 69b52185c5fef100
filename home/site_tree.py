"""The pages that every portal has: home, news, procedures."""

from django.db import transaction
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from news.models import NewsIndexPage
from portal.core.models import BasePage
from portal.organisations.models import Organisation
from procedures.models import ProceduresIndexPage

HINT = "Gõ tên thủ tục, mã hoặc điều bạn cần, có dấu hay không dấu đều được."
SUMMARY = (
    "Tra cứu thủ tục hành chính, tin tức cải cách hành chính và hoạt động văn hóa, "
    "thể thao, du lịch của tỉnh Cao Bằng."
)
DEPARTMENT = "Sở Văn hóa, Thể thao và Du lịch tỉnh Cao Bằng"

SECTIONS = [
    {
        "type": "search",
        "value": {
            "title": "Bạn cần làm gì?",
            "hint": HINT,
        },
    },
    {"type": "procedures", "value": {"title": "Thủ tục thường dùng", "procedures": []}},
    {"type": "news", "value": {"title": "Tin tức", "count": 5}},
    {"type": "statistics", "value": {"title": "Bộ thủ tục hành chính"}},
]


@transaction.atomic
def ensure_site(hostname: str, port: int, owner: Organisation) -> HomePage:
    """Create the home page with its lists and make it the root of the default site; return it.

    Wagtail's own welcome page gives way; pages that exist are left as they are.
    """
    Locale.objects.get_or_create(language_code="vi")
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        for welcome in root.get_children().filter(slug="home", content_type__model="page"):
            welcome.delete()
        root.refresh_from_db()
        home = HomePage(title=DEPARTMENT, slug="trang-chu", organisation=owner, sections=SECTIONS)
        home.summary = SUMMARY
        root.add_child(instance=home)
        home.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": hostname, "port": port, "root_page": home, "site_name": DEPARTMENT},
    )
    ensure_section(home, ProceduresIndexPage(title="Thủ tục hành chính", slug="thu-tuc", organisation=owner))
    ensure_section(home, NewsIndexPage(title="Tin tức", slug="tin-tuc", organisation=owner))
    return HomePage.objects.get(pk=home.pk)


def ensure_section(home: HomePage, page: BasePage) -> None:
    """Put `page` below the home page and into the menu unless its address is taken."""
    if home.get_children().filter(slug=page.slug).exists():
        return
    page.show_in_menus = True
    home.add_child(instance=page)
    page.save_revision().publish()
