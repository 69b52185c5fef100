"""Real questions of citizens on the whole catalogue: the procedure is among the first five results."""

import csv
import io
from pathlib import Path

import pytest
from django.core.management import call_command

from portal.search.service import search
from portal.text import fold
from tests.factories.pages import build_site

#: of the questions, how many must have their procedure among the first five
SHARE = 0.95
CODES = ("{}", "{bare}", "{}.000.00.00.H14", "mã thủ tục {}")

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def questions(folder: Path) -> list[tuple[str, str]]:
    with (folder / "search-questions.tsv").open() as lines:
        rows = [row for row in csv.reader(lines, delimiter="\t") if not row[0].startswith("#")]
    return [(row[0].strip(), row[1].strip()) for row in rows]


def found(query: str, code: str) -> bool:
    return code in [result.code for result in search(query, page_size=5).results]


def test_questions_find_their_procedure_with_and_without_accents(shared_data):
    build_site()
    for source in sorted((shared_data / "procedures").glob("*.jsonl.gz")):
        call_command(
            "import_procedures", str(source), "--publish", stdout=io.StringIO(), stderr=io.StringIO()
        )
    asked = questions(shared_data)
    for form in (str, fold):
        missed = [query for query, code in asked if not found(form(query), code)]
        assert len(missed) <= len(asked) * (1 - SHARE), missed
    for _, code in asked[::4]:
        for form in CODES:
            first = search(form.format(code, bare=code.replace(".", ""))).results[0]
            assert first.code == code
