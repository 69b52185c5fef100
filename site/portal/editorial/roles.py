"""Who may do what: one table, read by `sync_roles`, by the checks and by the permission tests.

The room's own rows stand here. A room above adds its sections, rows and workflow from a module
`roles` of its own, which is found when the portal starts:

    from portal.editorial.roles import OFFICE, table

    table.add_section("procedures", ProceduresIndexPage.objects.all)
    table.allow_pages(OFFICE, "procedures", "add change publish")
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

ADMINISTRATORS = "Quản trị"
LEADERS = "Ban Giám đốc"
LEGAL = "Phòng Tổ chức – Pháp chế"
OFFICE = "Văn phòng Sở"
CULTURE = "Phòng Quản lý văn hóa và gia đình"
CENTRE = "Trung tâm Văn hóa và Thông tin du lịch"
TROUPE = "Đoàn Nghệ thuật tỉnh"
UNIT = "Đơn vị trực thuộc"

GROUPS = (ADMINISTRATORS, LEADERS, LEGAL, OFFICE, CULTURE, CENTRE, TROUPE, UNIT)

#: demo account → its group
ACCOUNTS = {
    "quantri": ADMINISTRATORS,
    "lanhdao": LEADERS,
    "phapche": LEGAL,
    "vanphong": OFFICE,
    "vanhoa": CULTURE,
    "trungtam": CENTRE,
    "doannghethuat": TROUPE,
    "donvi": UNIT,
}

#: group → identifier of the organisation that its members work in; units share a group, and administrators have none
ORGANISATIONS = {
    LEADERS: "ban-giam-doc",
    LEGAL: "phap-che",
    OFFICE: "van-phong",
    CULTURE: "van-hoa",
    CENTRE: "trung-tam",
    TROUPE: "doan-nghe-thuat",
}

#: groups that Wagtail makes; they have no place in the Department
WAGTAIL_GROUPS = ("Editors", "Moderators")

PAGE_ACTIONS = frozenset({"add", "change", "publish", "lock", "unlock", "bulk_delete"})
FILE_ACTIONS = frozenset({"add", "change", "choose"})

#: the section that holds every page
EVERYTHING = "everything"
#: the collection above all collections
ALL_FILES = "all files"
#: files that every writer may use
SHARED_FILES = "Dùng chung"


@dataclass(frozen=True)
class PageRow:
    """A group may do `actions` on the pages of a section and below."""

    group: str
    section: str
    actions: frozenset[str]


@dataclass(frozen=True)
class FileRow:
    """A group may do `actions` with the images, documents and media of a collection and below."""

    group: str
    collection: str
    actions: frozenset[str]


@dataclass(frozen=True)
class ModelRow:
    """A group may do `actions` with records of a model (`app_label.model`)."""

    group: str
    model: str
    actions: frozenset[str]


@dataclass(frozen=True)
class Stage:
    """A step of a workflow: who looks at the page, within how many working days."""

    name: str
    group: str
    working_days: int = 2


@dataclass(frozen=True)
class WorkflowRow:
    """The way of a section's pages to publication; administrators stand in where no stage is left."""

    section: str
    name: str
    stages: tuple[Stage, ...]
    stand_in: Stage


Pages = Callable[[], "QuerySet[Any]"]


@dataclass
class RoleTable:
    """All rows of all rooms."""

    sections: dict[str, Pages] = field(default_factory=dict)
    pages: list[PageRow] = field(default_factory=list)
    files: list[FileRow] = field(default_factory=list)
    models: list[ModelRow] = field(default_factory=list)
    workflows: dict[str, WorkflowRow] = field(default_factory=dict)

    def add_section(self, key: str, pages: Pages) -> None:
        """Name a part of the page tree by the pages at its top."""
        self.sections[key] = pages

    def allow_pages(self, group: str, section: str, actions: str) -> None:
        """Add a row on pages; `actions` are separated by spaces."""
        self.pages.append(PageRow(group, section, _actions(actions, PAGE_ACTIONS)))

    def allow_files(self, group: str, collection: str, actions: str) -> None:
        """Add a row on images, documents and media."""
        self.files.append(FileRow(group, collection, _actions(actions, FILE_ACTIONS)))

    def allow_model(self, group: str, model: str, actions: str) -> None:
        """Add a row on the records of a model, e.g. a snippet or a site setting."""
        self.models.append(ModelRow(group, model, frozenset(actions.split())))

    def add_workflow(self, row: WorkflowRow) -> None:
        """Let the pages of a section reach the public through these stages only."""
        self.workflows[row.section] = row

    def page_actions(self, group: str, section: str) -> frozenset[str]:
        """Return what a group may do in a section, rows on everything included."""
        rows = [
            row.actions for row in self.pages if row.group == group and row.section in (section, EVERYTHING)
        ]
        return frozenset().union(*rows)

    def reviewed_paths(self) -> list[str]:
        """Return the tree paths of the sections whose pages need approval."""
        return [
            path for key in self.workflows for path in self.sections[key]().values_list("path", flat=True)
        ]


def _actions(text: str, known: frozenset[str]) -> frozenset[str]:
    actions = frozenset(text.split())
    if unknown := actions - known:
        raise ValueError(f"Unknown actions: {', '.join(sorted(unknown))}")
    return actions


table = RoleTable()
table.add_section(EVERYTHING, lambda: Page.objects.filter(depth=1))

# Pages                group           section     may
table.allow_pages(ADMINISTRATORS, EVERYTHING, "add change publish lock unlock bulk_delete")

# Files                group           collection    may
table.allow_files(ADMINISTRATORS, ALL_FILES, "add change choose")
table.allow_files(LEADERS, ALL_FILES, "choose")
table.allow_files(OFFICE, ALL_FILES, "choose")
table.allow_files(OFFICE, SHARED_FILES, "add change choose")
for unit in (LEADERS, OFFICE, LEGAL, CULTURE, CENTRE, UNIT):
    table.allow_files(unit, unit, "add change choose")
for unit in (LEGAL, CULTURE, CENTRE, UNIT):
    table.allow_files(unit, SHARED_FILES, "choose")

# Records              group           model                          may
for everyone in GROUPS:
    table.allow_model(everyone, "wagtailadmin.admin", "access")
table.allow_model(ADMINISTRATORS, "auth.user", "add change delete")
table.allow_model(ADMINISTRATORS, "wagtailcore.workflow", "add change delete")
table.allow_model(ADMINISTRATORS, "wagtailcore.task", "add change delete")
table.allow_model(ADMINISTRATORS, "wagtailredirects.redirect", "add change delete")
table.allow_model(ADMINISTRATORS, "core.sitesettings", "change")
for keepers in (ADMINISTRATORS, OFFICE):  # the Office runs the portal
    table.allow_model(keepers, "core.navigation", "change")
    table.allow_model(keepers, "core.alert", "add change delete")
    for rules in ("synonym", "promotedpage", "hiddenpage"):
        table.allow_model(keepers, f"portal_search.{rules}", "add change delete")
    table.allow_model(keepers, "portal_search.silentquery", "view delete")
table.allow_model(ADMINISTRATORS, "organisations.organisation", "add change delete")
table.allow_model(ADMINISTRATORS, "organisations.post", "add change delete")
table.allow_model(ADMINISTRATORS, "organisations.administrativeunit", "add change delete")
table.allow_model(ADMINISTRATORS, "organisations.counter", "add change delete")
table.allow_model(OFFICE, "organisations.counter", "add change delete")
# Organisation and personnel are this office's work; it keeps the records that the chart is drawn from.
table.allow_model(LEGAL, "organisations.organisation", "add change")
table.allow_model(LEGAL, "organisations.post", "add change delete")
