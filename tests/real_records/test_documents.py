"""All 3,204 real legal documents: they come in, are cited by real procedures, and are found by their numbers."""

import random

import pytest
from wagtail.models import Revision

from legal.importing.readers import read_file
from legal.importing.service import import_rows
from legal.models import LegalDocumentPage
from portal.core.importing.pages import Options
from portal.search.service import search
from portal.search.suggestions import suggest
from portal.text import fold, normalise, parse_law_number
from portal.text.tokens import own_keys
from procedures.citations import citations_of
from procedures.importing.readers import read_file as read_procedures
from procedures.models.citation import documents_cited
from tests.factories.legal import build_law_list
from tests.factories.pages import build_site
from tests.search.law_number_spellings import spellings

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.xdist_group("documents")]


@pytest.fixture(scope="module")
def rows(shared_data):
    return list(read_file(shared_data / "legal-documents.tsv.gz"))


@pytest.fixture(scope="module", autouse=True)
def laws(rows, kept_for_the_module):
    with kept_for_the_module():
        build_site()
        laws = build_law_list()
        report = import_rows(laws, rows, Options(publish=True))
        assert (len(report.outcomes), report.count("created"), report.count("refused")) == (3204, 3204, 0)
        yield laws


def test_all_come_in():
    assert LegalDocumentPage.objects.live().count() == 3204
    numbers = LegalDocumentPage.objects.values_list("number", flat=True)
    assert sum(parse_law_number(number) is not None for number in numbers) >= 0.99 * 3204


def test_a_rerun_changes_nothing(laws, rows):
    before = Revision.objects.count()
    again = import_rows(laws, rows, Options(publish=True))
    assert again.count("unchanged") == 3204
    assert Revision.objects.count() == before


def test_nine_of_ten_real_citations_are_linked(shared_data):
    """A citation is a pair of a real procedure and one of the 3,204 numbers that stands, letter by letter but for
    case, accents and spaces, as the whole number of a row of its legal bases. It counts as linked when the page
    would link to exactly the document of that number.
    """
    documents = {
        fold(number).replace(" ", ""): pk
        for pk, number in LegalDocumentPage.objects.values_list("pk", "number")
    }
    wanted, linked = 0, 0
    for name in ("national-portal-pages", "national-portal-structured"):
        for row in read_procedures(shared_data / "procedures" / f"{name}.jsonl.gz"):
            numbers = {fold(normalise(basis.number)).replace(" ", "") for basis in row.record.legal_bases}
            expected = {documents[number] for number in numbers if number in documents}
            got = {law.pk for law in documents_cited(citations_of(row.record)).values()}
            wanted += len(expected)
            linked += len(expected & got)
    assert wanted > 2000
    assert linked >= 0.9 * wanted


def test_five_spellings_of_a_hundred_real_numbers_find_their_document_first(rows):
    """100 documents picked by a fixed seed among all 3,204, which all are in the index.

    A spelling without issuer may mean several documents of that kind, number and year: then one of these must be
    the first.
    """
    records = [row.record for row in rows]
    wrong = []
    for record in random.Random(63).sample(records, 100):
        year = parse_law_number(record.number).year or record.issued_on.year
        for typed in spellings(record.kind, record.number, year):
            right = {record.number} | sharing(typed, records)
            answers = search(typed, page_size=1).results, suggest(typed)
            if not all(answers) or answers[0][0].number not in right:
                wrong.append((typed, record.number))
            elif not any(number in answers[1][0].title for number in right):
                wrong.append((f"suggestion: {typed}", record.number))
    assert wrong == []


def sharing(typed, records):
    """Return the numbers that a spelling without issuer ("nđ 63/2010") may mean as well."""
    asked = parse_law_number(typed)
    if not asked or asked.issuer:
        return set()
    return {
        record.number
        for record in records
        if asked.key in own_keys([record.number, f"{record.kind} {asked.number}/{record.issued_on.year}"])
        and parse_law_number(record.number).number == asked.number
    }
