"""A law number, however it is typed, finds its document first; what only mentions it comes after."""

import random
import re

import pytest

from legal.importing.readers import read_file
from legal.importing.service import import_rows
from news.models import NewsIndexPage
from portal.core.importing.pages import Options
from portal.search.service import search, suggest
from portal.text import fold, parse_law_number
from portal.text.tokens import own_keys
from procedures.models import ProcedurePage, ProceduresIndexPage
from tests.factories.legal import LegalDocumentPageFactory, build_law_list
from tests.factories.pages import NewsPageFactory, build_site

pytestmark = pytest.mark.django_db

ABBREVIATED = {"nghi dinh": "nđ", "thong tu": "tt", "quyet dinh": "qđ", "nghi quyet": "nq", "chi thi": "ct"}


def spellings(kind: str, number: str, year: int) -> list[str]:
    """Return five ways to type the number of a document."""
    plain = fold(number)
    dashed = number.replace("-", " – ").replace("/", " / ")
    value = re.match(r"\d+", number)[0]
    return [
        number,
        plain,
        dashed if parse_law_number(dashed) else number.replace("-", "−"),
        f"{ABBREVIATED.get(fold(kind), kind.lower())} {value}/{year}",
        f"số {number} ngày 08/06/{year}",
    ]


@pytest.fixture
def laws():
    build_site()
    return build_law_list()


def make(laws, kind, number, title, **fields):
    return LegalDocumentPageFactory(parent=laws, kind=kind, number=number, full_title=title, **fields)


@pytest.mark.parametrize(
    "typed",
    [
        *spellings("Nghị định", "63/2010/NĐ-CP", 2010),
        "nghị định 63/2010",
        "Nghị định số 63/2010/NĐ-CP của Chính phủ",
        "63/2010/ndcp",
        "63-2010-nd-cp",
    ],
)
def test_the_document_itself_stands_above_those_that_mention_it(laws, typed):
    for place in range(1, 46):
        make(
            laws, "Nghị định", f"{place + 100}/2017/NĐ-CP", "Sửa đổi Nghị định số 63/2010/NĐ-CP của Chính phủ"
        )
    wanted = make(laws, "Nghị định", "63/2010/NĐ-CP", "Về kiểm soát thủ tục hành chính")
    make(laws, "Thông tư", "63/2010/TT-BTC", "Về phí")
    news = NewsIndexPage.objects.get()
    NewsPageFactory(parent=news, title="Nghị định số 63/2010/NĐ-CP ngày 08/06/2010 có gì mới")
    procedure = ProcedurePage(full_name="Thủ tục theo 63/2010/NĐ-CP", title="x", code="9.000001", live=True)
    ProceduresIndexPage.objects.get().add_child(instance=procedure)
    assert search(typed).results[0].number == wanted.number
    assert search(typed, types=["legal"]).results[0].number == wanted.number
    assert suggest(typed)[0].title == wanted.full_name


def test_a_very_long_title_is_not_crowded_out_by_the_words_around_the_number(laws):
    for place in range(1, 60):
        make(
            laws,
            "Nghị định",
            f"{place}/2017/NĐ-CP",
            f"Sửa đổi Thông tư số {place}/2014/TT-BYT ngày 08/06/2014",
        )
    make(laws, "Thông tư", "174/2014/TT-BTC", "Quản lý kinh phí của ban vận động cứu trợ " * 12)
    assert search("số 174/2014/TT-BTC ngày 08/06/2014").results[0].number == "174/2014/TT-BTC"


def test_a_resolution_whose_number_names_no_kind_is_found_by_it(laws):
    make(laws, "Nghị quyết", "30/2016/QH14", "Thí điểm cấp thị thực điện tử")
    make(laws, "Nghị quyết", "30/2016/NQ-HĐND", "Về phí tham quan")
    found = [result.number for result in search("nghị quyết 30/2016").results]
    assert set(found[:2]) == {"30/2016/QH14", "30/2016/NQ-HĐND"}
    assert search("nghị quyết 30/2016/QH14").results[0].number == "30/2016/QH14"


@pytest.mark.parametrize("typed", ["63/20", "nghị định 63/2010/n", "63/2010/nđ-", "nd 63/2010"])
def test_an_unfinished_number_is_completed(laws, typed):
    wanted = make(laws, "Nghị định", "63/2010/NĐ-CP", "Về kiểm soát thủ tục hành chính")
    assert [one.title for one in suggest(typed)] == [wanted.full_name]


def test_results_say_number_and_day(laws, client):
    make(laws, "Nghị định", "63/2010/NĐ-CP", "Về kiểm soát thủ tục hành chính")
    text = client.get("/tim-kiem/", {"q": "63/2010/NĐ-CP"}).content.decode()
    assert "63/2010/NĐ-CP</span>" in text
    assert "08/05/2020</time>" in text


def test_own_keys_hold_every_partial_form():
    assert own_keys(["63/2010/NĐ-CP"])[0] == "63/2010/nd-cp"
    assert {"63/2010/nd", "63/2010", "63/nd"} <= set(own_keys(["63/2010/NĐ-CP"]))
    assert own_keys(["1.003838", ""]) == ["1.003838"]


@pytest.mark.slow
def test_five_spellings_of_a_hundred_real_numbers_find_their_document_first(laws, shared_data):
    """100 documents picked by a fixed seed among all 3,204, which all are in the index.

    A spelling without issuer may mean several documents of that kind, number and year: then one of these must be
    the first.
    """
    rows = list(read_file(shared_data / "legal-documents.tsv.gz"))
    assert import_rows(laws, rows, Options(publish=True)).count("created") == 3204
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
