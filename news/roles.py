"""Who writes, reviews and approves news and the magazine."""

from django.utils.translation import gettext_lazy as _

from portal.editorial.panels import Writing, writings
from portal.editorial.roles import (
    ADMINISTRATORS,
    CENTRE,
    CULTURE,
    LEADERS,
    LEGAL,
    OFFICE,
    UNIT,
    Stage,
    WorkflowRow,
    table,
)

from .models import MagazineArticlePage, MagazineIndexPage, MagazineIssuePage, NewsIndexPage, NewsPage

NEWS = "news"
MAGAZINE = "magazine"

table.add_section(NEWS, NewsIndexPage.objects.all)

# Writers keep to their own items ("add"); the Office and the leaders edit all of them; nobody but
# administrators publishes directly: the last approval does.
table.allow_pages(OFFICE, NEWS, "add change lock")
table.allow_pages(LEADERS, NEWS, "add change")
for writers in (LEGAL, CULTURE, CENTRE, UNIT):
    table.allow_pages(writers, NEWS, "add")

for group in (ADMINISTRATORS, OFFICE):
    table.allow_model(group, "news.topic", "add change delete")

table.add_workflow(
    WorkflowRow(
        section=NEWS,
        name="Duyệt tin bài",
        stages=(
            Stage("Văn phòng Sở xem xét tin bài", OFFICE, working_days=2),
            Stage("Ban Giám đốc phê duyệt tin bài", LEADERS, working_days=2),
        ),
        stand_in=Stage("Quản trị phê duyệt thay tin bài", ADMINISTRATORS, working_days=2),
    )
)

writings.append(Writing(_("Write news"), NewsPage, NewsIndexPage.objects.all, icon="edit"))

table.add_section(MAGAZINE, MagazineIndexPage.objects.all)

# The Centre makes the magazine "with other offices", the office for culture guides it (plan of 2022, IV.2.3
# and IV.2.4). "change" lets them compose issues; who has "add" alone writes articles for an issue, no new one.
for composers in (CENTRE, CULTURE):
    table.allow_pages(composers, MAGAZINE, "add change lock")
table.allow_pages(LEADERS, MAGAZINE, "add change")
for writers in (LEGAL, OFFICE, UNIT):
    table.allow_pages(writers, MAGAZINE, "add")

for group in (ADMINISTRATORS, CENTRE, CULTURE):
    table.allow_model(group, "news.author", "add change delete")
    table.allow_model(group, "news.magazinesection", "add change delete")
for group in (LEADERS, LEGAL, OFFICE, UNIT):
    table.allow_model(group, "news.author", "add")

table.add_workflow(
    WorkflowRow(
        section=MAGAZINE,
        name="Duyệt tạp chí",
        stages=(
            Stage("Phòng Quản lý văn hóa và gia đình xem xét tạp chí", CULTURE, working_days=3),
            Stage("Ban Giám đốc phê duyệt tạp chí", LEADERS, working_days=3),
        ),
        stand_in=Stage("Quản trị phê duyệt thay tạp chí", ADMINISTRATORS, working_days=3),
    )
)

writings.append(
    Writing(
        _("Write for the magazine"),
        MagazineArticlePage,
        MagazineIssuePage.objects.to_write_for,
        icon="form",
    )
)
writings.append(
    Writing(
        _("Compose an issue of the magazine"),
        MagazineIssuePage,
        MagazineIndexPage.objects.all,
        icon="doc-full",
    )
)
