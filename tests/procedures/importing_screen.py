"""An office that imports on the screen: who does it, with which files."""

import io

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from portal.editorial.roles import ACCOUNTS, table
from portal.editorial.sync import sync_roles
from procedures.exchange.workbook import write_xlsx
from procedures.models import ImportRun, ProcedurePage
from tests.factories.pages import build_site
from tests.procedures.samples import simple_record


class Office:
    """The site with its roles, and one desk for each account."""

    def __init__(self):
        build_site()
        sync_roles(table)
        self.desks = {}

    def desk(self, account="vanphong"):
        if account not in self.desks:
            user, made = get_user_model().objects.get_or_create(username=account)
            if made:
                user.groups.add(Group.objects.get(name=ACCOUNTS[account]))
            client = Client()
            client.force_login(user)
            self.desks[account] = client
        return self.desks[account]

    def upload(self, content, name="quyet-dinh.xlsx", account="vanphong", **options):
        """Upload a file; return the import that came of it, or the page that refuses it."""
        if not isinstance(content, bytes):
            content = workbook(*content)
        data = {"file": SimpleUploadedFile(name, content), **{key: "on" for key, on in options.items() if on}}
        before = set(ImportRun.objects.values_list("pk", flat=True))
        response = self.desk(account).post(reverse("procedure_import_add"), data)
        made = ImportRun.objects.exclude(pk__in=before).first()
        return made or response

    def press(self, run, button, account="vanphong", **data):
        response = self.desk(account).post(reverse(f"procedure_import_{button}", args=[run.pk]), data)
        run.refresh_from_db()
        return response

    def imported(self, *records, **options):
        """Upload and apply records; return the import."""
        run = self.upload(records, **{"publish": True, **options})
        self.press(run, "apply")
        return run

    def show(self, run, account="vanphong", **query):
        response = self.desk(account).get(reverse("procedure_import", args=[run.pk]), query)
        return response.content.decode()


def workbook(*records):
    """Return records as the workbook that the export writes."""
    file = io.BytesIO()
    write_xlsx([record.to_dict() for record in records], file)
    return file.getvalue()


def changed(content, **cells):
    """Return a workbook with other values in cells of its first sheet: `changed(book, J2="hôm qua")`."""
    book = load_workbook(io.BytesIO(content))
    sheet = book["Thủ tục"]
    for place, value in cells.items():
        sheet[place] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def records(count, **changes):
    """Return `count` simple records with different codes."""
    return [
        simple_record(f"9.9{number:05}", name=f"Thủ tục mượn trống số {number}", **changes)
        for number in range(1, count + 1)
    ]


def page(code):
    return ProcedurePage.objects.get(code=code)
