"""Who keeps recordings and designs, who writes about them, who reviews and approves."""

from django.utils.translation import gettext_lazy as _

from portal.editorial.panels import Writing, writings
from portal.editorial.roles import (
    ADMINISTRATORS,
    CENTRE,
    CULTURE,
    LEGAL,
    OFFICE,
    TROUPE,
    UNIT,
    Stage,
    WorkflowRow,
    table,
)

from .models import PerformanceIndexPage, PerformancePage, PosterIndexPage, PosterPage

# Performances: the art troupe has a collection of its own; who reviews may use its files too.

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

# Posters and panos: the Centre designs, Culture reviews, the Office approves. What is ready to print lies in a
# collection of its own, where every unit finds it and the Centre's other files aren't.

POSTERS = "posters"
POSTER_FILES = "Áp phích, pa-nô"

table.allow_files(CENTRE, POSTER_FILES, "add change choose")
for group in (LEGAL, CULTURE, TROUPE, UNIT):
    table.allow_files(group, POSTER_FILES, "choose")
for group in (ADMINISTRATORS, OFFICE, CULTURE, CENTRE):
    table.allow_model(group, "media_assets.campaign", "add change")
table.allow_model(ADMINISTRATORS, "media_assets.campaign", "delete")

table.add_section(POSTERS, PosterIndexPage.objects.all)
table.allow_pages(CENTRE, POSTERS, "add")
table.allow_pages(CULTURE, POSTERS, "add change")
table.allow_pages(OFFICE, POSTERS, "add change lock")

table.add_workflow(
    WorkflowRow(
        section=POSTERS,
        name="Duyệt áp phích, pa-nô",
        stages=(
            Stage("Phòng Quản lý văn hóa và gia đình xem xét áp phích", CULTURE, working_days=3),
            Stage("Văn phòng Sở phê duyệt áp phích", OFFICE, working_days=2),
        ),
        stand_in=Stage("Quản trị phê duyệt thay áp phích", ADMINISTRATORS, working_days=2),
    )
)

writings.append(Writing(_("Add a poster or pano"), PosterPage, PosterIndexPage.objects.all, icon="image"))
