"""Who keeps recordings and designs, who writes about them, who reviews and approves."""

from django.utils.translation import gettext_lazy as _

from portal.editorial.panels import Writing, writings
from portal.editorial.roles import (
    ADMINISTRATORS,
    CULTURE,
    OFFICE,
    TROUPE,
    Stage,
    WorkflowRow,
    table,
)

from .models import PerformanceIndexPage, PerformancePage

# Performances: the art troupe has a collection of its own and no other door; who reviews may use its files too.

PERFORMANCES = "performances"

table.allow_files(TROUPE, TROUPE, "add change choose")
table.allow_files(CULTURE, TROUPE, "choose")

table.add_section(PERFORMANCES, PerformanceIndexPage.objects.all)
table.allow_pages(TROUPE, PERFORMANCES, "add")
table.allow_pages(CULTURE, PERFORMANCES, "add change")
table.allow_pages(OFFICE, PERFORMANCES, "add change lock")

table.add_workflow(
    WorkflowRow(
        section=PERFORMANCES,
        name="Duyệt tiết mục",
        stages=(
            Stage("Phòng Quản lý văn hóa và gia đình xem xét tiết mục", CULTURE, working_days=3),
            Stage("Văn phòng Sở phê duyệt tiết mục", OFFICE, working_days=2),
        ),
        stand_in=Stage("Quản trị phê duyệt thay tiết mục", ADMINISTRATORS, working_days=2),
    )
)

writings.append(
    Writing(_("Add a performance"), PerformancePage, PerformanceIndexPage.objects.all, icon="media")
)
