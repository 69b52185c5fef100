"""Who keeps the procedures: the Office publishes them, the offices that know the law prepare drafts."""

from portal.editorial.roles import ADMINISTRATORS, CULTURE, LEADERS, LEGAL, OFFICE, table

from .models import ProceduresIndexPage

PROCEDURES = "procedures"
#: files that procedures offer for download
FORMS = "Biểu mẫu thủ tục"

table.add_section(PROCEDURES, ProceduresIndexPage.objects.all)

table.allow_pages(OFFICE, PROCEDURES, "add change publish lock unlock")
table.allow_pages(LEADERS, PROCEDURES, "change")
table.allow_pages(LEGAL, PROCEDURES, "add change")
table.allow_pages(CULTURE, PROCEDURES, "add")

for group in (ADMINISTRATORS, OFFICE):
    table.allow_model(group, "procedures.procedurefield", "add change delete")
    table.allow_model(group, "procedures.lifeevent", "add change delete")
    table.allow_model(group, "procedures.postingset", "add change delete")
    table.allow_model(group, "procedures.announcementdecision", "add change delete view")
    table.allow_model(group, "procedures.importrun", "add change view")

# It watches over the five working days.
table.allow_model(LEGAL, "procedures.announcementdecision", "view")

table.allow_files(OFFICE, FORMS, "add change choose")
for group in (LEGAL, CULTURE):
    table.allow_files(group, FORMS, "choose")

# Reports of completeness and of review dates
for readers in (ADMINISTRATORS, OFFICE, LEGAL, LEADERS):
    table.allow_model(readers, "procedures.procedurepage", "view")
