"""Who keeps the pages of the organisation: the office of organisation and law, and the Office that runs the portal."""

from portal.editorial.roles import LEADERS, LEGAL, OFFICE, table

from .models import OrganisationIndexPage

ORGANISATION = "organisation"

table.add_section(ORGANISATION, OrganisationIndexPage.objects.all)

table.allow_pages(LEGAL, ORGANISATION, "add change publish")
table.allow_pages(OFFICE, ORGANISATION, "add change publish lock unlock")
table.allow_pages(LEADERS, ORGANISATION, "change")
