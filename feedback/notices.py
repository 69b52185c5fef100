"""Tells the Office that a question has come, by mail, once the citizen has his answer."""

from functools import partial

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django_tasks import task
from wagtail.admin.mail import send_mail

from portal.editorial.people import active_members
from portal.editorial.roles import OFFICE

from .models import Question


def tell_office_later(question: Question) -> None:
    """Have the task worker write to the Office once the question is stored."""
    transaction.on_commit(partial(tell_office.enqueue, question.pk), robust=True)


@task()
def tell_office(question_id: int) -> int:
    """Write to the members of the Office that a question waits; return how many mails went.

    The mail holds none of the citizen's words: mails lie about longer than they should.
    """
    question = Question.objects.filter(pk=question_id).first()
    if question is None:
        return 0
    subject = gettext("New question about a procedure, to be answered by %(day)s") % {
        "day": date_format(question.due_on, "d/m/Y")
    }
    text = gettext(
        "Question %(code)s came in about the procedure:\n\n%(procedure)s\n\n"
        "To be answered by %(day)s. Read and answer it: %(address)s"
    ) % {
        "code": question.grouped_code,
        "procedure": question.about,
        "day": date_format(question.due_on, "d/m/Y"),
        "address": settings.WAGTAILADMIN_BASE_URL + reverse("questions:edit", args=[question.pk]),
    }
    office = active_members(Group.objects.filter(name=OFFICE))
    addresses = sorted({user.email for user in office if user.email})
    return sum(bool(send_mail(subject, text, [address])) for address in addresses)
