"""Both files of real procedures, all 2,149, from an empty catalogue; and real questions of citizens on them."""

import csv
from pathlib import Path

import pytest
from wagtail.models import Revision

from portal.search.service import search
from portal.text import fold
from procedures.importing.readers import read_file
from procedures.importing.service import Options, import_rows
from procedures.models import ProcedurePage, ProceduresIndexPage
from tests.factories.pages import build_site

FILES = ("national-portal-pages", "national-portal-structured")
#: of the questions, how many must have their procedure among the first five
SHARE = 0.95
CODES = ("{}", "{bare}", "{}.000.00.00.H14", "mã thủ tục {}")

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.xdist_group("procedures")]


def rows(shared_data, name):
    return read_file(shared_data / "procedures" / f"{name}.jsonl.gz")


@pytest.fixture(scope="module", autouse=True)
def imports(shared_data, kept_for_the_module):
    """The reports of each file's first and second import, and how many revisions the second one made."""
    with kept_for_the_module():
        build_site()
        yield [imported_twice(shared_data, name) for name in FILES]


def imported_twice(shared_data, name):
    index = ProceduresIndexPage.objects.get()
    first = import_rows(index, rows(shared_data, name), Options(publish=True))
    before = Revision.objects.count()
    again = import_rows(index, rows(shared_data, name), Options(publish=True))
    return first, again, Revision.objects.count() - before


def test_all_come_in(imports, shared_data):
    assert [first.count("refused") for first, _, _ in imports] == [0, 0]
    assert sum(len(first.outcomes) for first, _, _ in imports) == 2149
    assert ProcedurePage.objects.live().count() == ProcedurePage.objects.count()
    for row in rows(shared_data, FILES[-1]):
        assert ProcedurePage.objects.by_code(row.code).record().name == row.record.name


def test_a_rerun_changes_nothing(imports):
    for _, again, revisions in imports:
        assert again.count("unchanged") == len(again.outcomes)
        assert revisions == 0


def questions(folder: Path) -> list[tuple[str, str]]:
    with (folder / "search-questions.tsv").open() as lines:
        found = [row for row in csv.reader(lines, delimiter="\t") if not row[0].startswith("#")]
    return [(row[0].strip(), row[1].strip()) for row in found]


def found(query: str, code: str) -> bool:
    return code in [result.code for result in search(query, page_size=5).results]


def test_questions_find_their_procedure_with_and_without_accents(shared_data):
    asked = questions(shared_data)
    for form in (str, fold):
        missed = [query for query, code in asked if not found(form(query), code)]
        assert len(missed) <= len(asked) * (1 - SHARE), missed
    for _, code in asked[::4]:
        for form in CODES:
            first = search(form.format(code, bare=code.replace(".", ""))).results[0]
            assert first.code == code
