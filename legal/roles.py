"""Who keeps the law and asks for comments: the office in charge of law dissemination, and the Office of the site.

The plan gives law dissemination to Tổ chức – Pháp chế (IV.2.1) and publishing to the Office (IV.2.2): the one writes,
the other checks and publishes; what the Office wrote itself an administrator approves. A draft is put before the
people only by the leaders, after Tổ chức – Pháp chế has seen it.
"""

from django.utils.translation import gettext_lazy as _

from portal.editorial.panels import Writing, writings
from portal.editorial.roles import ADMINISTRATORS, LEADERS, LEGAL, OFFICE, Stage, WorkflowRow, table

from .models import DraftIndexPage, DraftRegulationPage, LegalDocumentPage, LegalIndexPage

DOCUMENTS = "legal"
DRAFTS = "drafts"

table.add_section(DOCUMENTS, LegalIndexPage.objects.all)
table.add_section(DRAFTS, DraftIndexPage.objects.all)

# Drafts lie below the documents, so nobody may do less with them.
for section in (DOCUMENTS, DRAFTS):
    table.allow_pages(LEGAL, section, "add change lock")
    table.allow_pages(OFFICE, section, "add change lock")
table.allow_pages(LEADERS, DRAFTS, "change")

for group in (ADMINISTRATORS, LEGAL, OFFICE):
    table.allow_model(group, "legal.subject", "add change delete")

table.add_workflow(
    WorkflowRow(
        section=DOCUMENTS,
        name="Duyệt văn bản",
        stages=(Stage("Văn phòng Sở duyệt đăng văn bản", OFFICE, working_days=2),),
        stand_in=Stage("Quản trị phê duyệt thay văn bản", ADMINISTRATORS, working_days=2),
    )
)
table.add_workflow(
    WorkflowRow(
        section=DRAFTS,
        name="Duyệt dự thảo lấy ý kiến",
        stages=(
            Stage("Tổ chức – Pháp chế rà soát dự thảo", LEGAL, working_days=2),
            Stage("Ban Giám đốc phê duyệt dự thảo", LEADERS, working_days=2),
        ),
        stand_in=Stage("Quản trị phê duyệt thay dự thảo", ADMINISTRATORS, working_days=2),
    )
)

writings.append(
    Writing(_("Add a legal document"), LegalDocumentPage, LegalIndexPage.objects.all, icon="doc-full")
)
writings.append(Writing(_("Ask for comments on a draft"), DraftRegulationPage, DraftIndexPage.objects.all))
