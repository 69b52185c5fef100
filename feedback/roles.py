"""Who reads what citizens say: the Office answers questions, those who must know read along."""

from portal.editorial.roles import ADMINISTRATORS, LEADERS, LEGAL, OFFICE, table

table.allow_model(ADMINISTRATORS, "feedback.question", "view change delete")
table.allow_model(OFFICE, "feedback.question", "view change")
for readers in (LEGAL, LEADERS):
    table.allow_model(readers, "feedback.question", "view")
for readers in (ADMINISTRATORS, OFFICE, LEGAL, LEADERS):
    table.allow_model(readers, "feedback.rating", "view")
