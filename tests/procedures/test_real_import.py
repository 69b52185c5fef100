"""Both files of real records, all 2,149, from an empty catalogue and once more."""

import pytest
from wagtail.models import Revision

from procedures.importing.readers import read_file
from procedures.importing.service import Options, import_rows
from procedures.models import ProcedurePage, ProceduresIndexPage
from tests.factories.pages import build_site

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_all_real_records_come_in_and_a_rerun_changes_nothing(shared_data):
    build_site()
    index = ProceduresIndexPage.objects.get()
    read = 0
    for name in ("national-portal-pages", "national-portal-structured"):
        path = shared_data / "procedures" / f"{name}.jsonl.gz"
        first = import_rows(index, read_file(path), Options(publish=True))
        assert first.count("refused") == 0
        read += len(first.outcomes)
        before = Revision.objects.count()
        again = import_rows(index, read_file(path), Options(publish=True))
        assert again.count("unchanged") == len(again.outcomes)
        assert Revision.objects.count() == before
    assert read == 2149
    assert ProcedurePage.objects.live().count() == ProcedurePage.objects.count()
    for row in read_file(path):
        assert ProcedurePage.objects.by_code(row.code).record().name == row.record.name
