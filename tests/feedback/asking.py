"""A procedure to ask about, and how a browser sends a form of ours."""

import re
from unittest import mock

from django.core import signing
from django.test import Client

from procedures.models import ProcedurePage, ProceduresIndexPage
from tests.factories.pages import build_site
from tests.procedures.samples import full_record

OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}
THEIRS = {"HTTP_SEC_FETCH_SITE": "cross-site"}
WORDS = "Tôi có phải nộp bản chính của giấy khai sinh không?"


def publish_procedure(code="9.900102", **values):
    """Return a published procedure with the code, in a site that is made when there is none."""
    if not ProceduresIndexPage.objects.exists():
        build_site()
    index = ProceduresIndexPage.objects.get()
    page = ProcedurePage(live=False)
    page.apply_record(full_record(code))
    for name, value in values.items():
        setattr(page, name, value)
    index.add_child(instance=page)
    page.save_revision().publish()
    return ProcedurePage.objects.get(pk=page.pk)


def stamp(seconds_ago=60.0):
    """Return the stamp of a form that was opened some time ago."""
    with mock.patch("django.core.signing.time.time", return_value=signing.time.time() - seconds_ago):
        return signing.TimestampSigner(salt="feedback.ask").sign("ask")


def ask(client, page, words=WORDS, headers=OURS, **values):
    """Send a question as a browser does."""
    data = {"question": words, "website": "", "stamp": stamp()} | values
    return client.post(f"/hoi-dap/gui/?thu-tuc={page.code}", data, **headers)


def strict_client():
    """Return a visitor's browser that is spared no check."""
    return Client(enforce_csrf_checks=True)


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())
