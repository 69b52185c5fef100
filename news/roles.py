"""Who writes, reviews and approves news."""

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

from .models import NewsIndexPage, NewsPage

NEWS = "news"

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
