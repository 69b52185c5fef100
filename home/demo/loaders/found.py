"""Pages that the sample portal puts first for some queries."""

from portal.search.models import PromotedPage
from procedures.models import GuidePage, ProceduresIndexPage

#: queries of people who look for the list itself, and of those who don't know the name of what they need
LIST = "thủ tục hành chính\nthủ tục\ndịch vụ công\ndanh mục thủ tục"
GUIDE = "tôi cần làm thủ tục gì\nkhông biết thủ tục nào\nchọn thủ tục"


def ensure_promoted() -> None:
    """Promote the list of procedures and the guided choice, unless editors promote something already."""
    if PromotedPage.objects.exists():
        return
    for model, queries in ((ProceduresIndexPage, LIST), (GuidePage, GUIDE)):
        page = model.objects.live().order_by("path").first()
        if page:
            PromotedPage.objects.create(page=page, queries=queries)
