"""The pages that every portal has: the home page and its lists."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page, Site

from home.models import HomePage, OrganisationIndexPage
from legal.models import DraftIndexPage, LegalIndexPage
from media_assets.models import MediaIndexPage, PerformanceIndexPage, PosterIndexPage
from news.models import MagazineIndexPage, NewsIndexPage
from portal.core.models import BasePage
from portal.organisations.models import Organisation
from procedures.models import ProceduresIndexPage

HINT = "Gõ tên thủ tục, mã hoặc điều bạn cần, có dấu hay không dấu đều được."
SUMMARY = (
    "Tra cứu thủ tục hành chính, tin tức cải cách hành chính và hoạt động văn hóa, "
    "thể thao, du lịch của tỉnh Cao Bằng."
)
DEPARTMENT = "Sở Văn hóa, Thể thao và Du lịch tỉnh Cao Bằng"

AUDIENCES = {
    "Người dân": {
        "/thu-tuc/": "Tra cứu thủ tục hành chính",
        "https://dichvucong.gov.vn/": "Nộp hồ sơ trên Cổng Dịch vụ công quốc gia",
        "/van-ban/du-thao/": "Góp ý dự thảo văn bản",
    },
    "Doanh nghiệp": {
        "/thu-tuc/?cap=tinh": "Thủ tục giải quyết ở cấp tỉnh",
        "/van-ban/": "Văn bản về văn hóa, thể thao, du lịch",
        "/tim-kiem/?q=kinh+doanh": "Tìm thủ tục về kinh doanh",
    },
    "Cán bộ, công chức": {
        "/van-ban/": "Văn bản quy phạm pháp luật",
        "/tin-tuc/?loai=mo-hinh": "Mô hình, điển hình cải cách hành chính",
        "/co-cau-to-chuc/": "Cơ cấu tổ chức của Sở",
    },
    "Đơn vị, xã, phường": {
        "/tu-lieu/ap-phich/": "Áp phích, pa-nô để in và treo",
        "/tu-lieu/bieu-dien/": "Tiết mục để biểu diễn, phát thanh",
        "/tap-chi/": "Tạp chí Văn hóa – Thông tin",
    },
}


def audience(name: str, links: dict[str, str]) -> dict[str, Any]:
    """Return an audience of the home page; `links` are addresses and their words."""
    return {
        "name": name,
        "links": [{"page": None, "address": address, "label": words} for address, words in links.items()],
    }


SECTIONS: list[dict[str, Any]] = [
    {
        "type": "search",
        "value": {
            "title": "Bạn cần làm gì?",
            "hint": HINT,
        },
    },
    {"type": "procedures", "value": {"title": "Thủ tục thường dùng", "procedures": []}},
    {"type": "news", "value": {"title": "Tin tức", "count": 5}},
    {
        "type": "audiences",
        "value": {
            "title": "Dành cho bạn",
            "audiences": [audience(name, links) for name, links in AUDIENCES.items()],
        },
    },
    {"type": "magazine", "value": {"title": "Tạp chí Văn hóa – Thông tin", "count": 3}},
    {"type": "posters", "value": {"title": "Áp phích, pa-nô", "count": 4}},
    {"type": "performances", "value": {"title": "Tiết mục biểu diễn", "count": 2}},
    {"type": "statistics", "value": {"title": "Bộ thủ tục hành chính"}},
]


@dataclass(frozen=True)
class Section:
    """A list of the site: its type, title and address, whether the menu names it, the lists below it."""

    model: type[BasePage]
    title: str
    slug: str
    in_menu: bool = True
    below: list["Section"] = field(default_factory=list)


LISTS = [
    Section(ProceduresIndexPage, "Thủ tục hành chính", "thu-tuc"),
    Section(
        LegalIndexPage,
        "Văn bản",
        "van-ban",
        below=[Section(DraftIndexPage, "Dự thảo lấy ý kiến", "du-thao", in_menu=False)],
    ),
    Section(NewsIndexPage, "Tin tức", "tin-tuc"),
    Section(MagazineIndexPage, "Tạp chí", "tap-chi"),
    Section(
        MediaIndexPage,
        "Tư liệu",
        "tu-lieu",
        below=[
            Section(PosterIndexPage, "Áp phích, pa-nô", "ap-phich", in_menu=False),
            Section(PerformanceIndexPage, "Tiết mục biểu diễn", "bieu-dien", in_menu=False),
        ],
    ),
    Section(OrganisationIndexPage, "Cơ cấu tổ chức", "co-cau-to-chuc", in_menu=False),
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
    for section in LISTS:
        ensure_section(home, section, owner)
    return HomePage.objects.get(pk=home.pk)


def ensure_section(parent: Page, section: Section, owner: Organisation) -> None:
    """Make the list of `section` below `parent` unless its address is taken, and the lists below it."""
    page = Page.objects.child_of(parent).filter(slug=section.slug).first()
    if page is None:
        made = section.model(
            title=section.title, slug=section.slug, organisation=owner, show_in_menus=section.in_menu
        )
        page = parent.add_child(instance=made)
        page.save_revision().publish()
    for below in section.below:
        ensure_section(page, below, owner)
