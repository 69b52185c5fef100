"""What an export writes, an import reads back unchanged: any record, and all real ones."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from portal.core.importing.text_tables import Dialect, rows_of
from procedures.exchange.reading import read_lines, read_workbook
from procedures.exchange.source import newest_records, public_records
from procedures.exchange.workbook import LIMIT, write_xlsx
from procedures.exchange.writing import write_csv, write_json
from procedures.importing.readers import read_file
from procedures.importing.service import Options, import_rows, prepare
from procedures.models import ProceduresIndexPage
from procedures.records import clean_text
from procedures.schema import FIELD_NAMES, Procedure, empty_value, to_dict
from tests.factories.pages import build_site
from tests.procedures.samples import full_record
from tests.procedures.wild_records import catalogues

WILD = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def dictionaries(rows):
    rows = list(rows)
    assert [cell for row in rows for cell in row.cells] == []
    return [to_dict(row.record) for row in rows]


def through_xlsx(records, folder):
    path = folder / "thu-tuc.xlsx"
    with path.open("wb") as file:
        write_xlsx(records, file)
    return dictionaries(read_workbook(path))


def through_csv(records):
    file = io.BytesIO()
    write_csv(records, file)
    file.seek(0)
    return dictionaries(read_lines(rows_of(file, Dialect("utf-8-sig", ","))))


@WILD
@given(catalogues())
def test_any_record_survives_a_workbook(tmp_path, records):
    assert through_xlsx(records, tmp_path) == records


@WILD
@given(catalogues())
def test_any_record_survives_a_text_table(records):
    assert through_csv(records) == records


@WILD
@given(catalogues())
def test_any_record_survives_json(tmp_path, records):
    path = tmp_path / "thu-tuc.json"
    with path.open("wb") as file:
        write_json(records, file)
    records = [to_dict(clean_text(Procedure.from_dict(record))) for record in records]
    found = [to_dict(clean_text(row.record)) for row in read_file(path)]
    assert [record | {"name": ""} for record in found] == [record | {"name": ""} for record in records]


@pytest.mark.parametrize(
    "through", [lambda records, _: through_csv(records), through_xlsx], ids=["csv", "xlsx"]
)
@pytest.mark.parametrize("name", [name for name in FIELD_NAMES if name not in ("code", "name")])
def test_each_field_goes_both_ways_alone(tmp_path, name, through):
    record = to_dict(Procedure(code="9.900100", name="Thủ tục"))
    assert through([record], tmp_path) == [record]
    record[name] = to_dict(full_record())[name]
    assert record[name] != empty_value(name)
    assert through([record], tmp_path) == [record]


@pytest.mark.parametrize("size", [LIMIT, LIMIT + 1, 100_001])
@pytest.mark.parametrize("letter", ["ạ", "😀", "\x01"])
def test_text_longer_than_a_cell_goes_on_elsewhere(tmp_path, size, letter):
    record = to_dict(Procedure(code="9.900100", name=letter * size + "x", conditions="x" + letter * size))
    assert through_xlsx([record], tmp_path) == [record]
    book = load_workbook(tmp_path / "thu-tuc.xlsx")
    units = [len(str(cell.value).encode("utf-16-le")) // 2 for sheet in book for row in sheet for cell in row]
    assert max(units) <= 32_767


def test_no_text_is_a_formula_for_excel(tmp_path):
    formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("https://example.org")']
    record = to_dict(
        Procedure(code="9.900100", name="Tên", conditions="=1+1", keywords=["=2", "b"], related=formulas)
    )
    path = tmp_path / "thu-tuc.xlsx"
    with path.open("wb") as file:
        write_xlsx([record], file)
    cells = [cell for sheet in load_workbook(path) for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    with zipfile.ZipFile(path) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_no_cell_of_a_csv_begins_as_a_formula():
    record = to_dict(full_record()) | {
        "name": "=1+1",
        "conditions": "-1",
        "decision_number": "@x",
        "kind": "+1",
    }
    file = io.BytesIO()
    write_csv([record], file)
    text = file.getvalue().decode("utf-8-sig")
    assert "'=1+1" in text
    assert not any(text.startswith(sign) or f",{sign}" in text or f',"{sign}' in text for sign in "=+-@")
    assert file.getvalue().startswith(b"\xef\xbb\xbf")


def test_dates_and_numbers_are_real_ones_and_codes_are_text(tmp_path):
    path = tmp_path / "thu-tuc.xlsx"
    with path.open("wb") as file:
        write_xlsx([to_dict(full_record())], file)
    book = load_workbook(path)
    main, fees = book["Thủ tục"], book["Phí, lệ phí"]
    heading = {cell.value: cell.column for cell in main[1]}
    day = main.cell(2, heading["Ngày công bố"])
    assert (day.is_date, day.number_format) == (True, "dd/mm/yyyy")
    assert (main["A2"].value, main["A2"].data_type, main["A2"].number_format) == ("9.900102", "s", "@")
    assert [cell.value for cell in fees[2]][4] == 5000


def test_json_tells_its_schema_and_holds_no_ids_of_this_site():
    record = to_dict(full_record())
    record["dossier"][0]["items"][0]["forms"][0]["document"] = 7
    file = io.BytesIO()
    write_json([record], file)
    data = json.loads(file.getvalue())
    assert data["schema"] == "thu-tuc-hanh-chinh/1"
    assert list(data["procedures"][0]) == list(FIELD_NAMES)
    assert data["procedures"][0]["dossier"][0]["items"][0]["forms"] == [
        {"file_name": "don.docx", "document": None}
    ]


def all_real_rows(folder: Path):
    for name in ("national-portal-pages", "national-portal-structured"):
        yield from read_file(folder / "procedures" / f"{name}.jsonl.gz")


def export(folder: Path, name: str, records, write=write_json) -> Path:
    path = folder / name
    with path.open("wb") as file:
        write(records, file)
    return path


def all_real_records(folder: Path) -> tuple[int, list[dict]]:
    """Return how many rows the files have, and their records as an import stores them."""
    rows, records = 0, {}
    for row in all_real_rows(folder):
        rows += 1
        record, _ = prepare(row.record, [])
        records.setdefault(record.code, to_dict(record))
    return rows, [records[code] for code in sorted(records)]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "write"), [("all.xlsx", write_xlsx), ("all.csv", write_csv)])
def test_all_real_records_survive_a_table(shared_data, tmp_path, name, write):
    count, records = all_real_records(shared_data)
    assert (count, len(records)) == (2149, 2149)
    first = export(tmp_path, "first.json", records)
    table = export(tmp_path, name, records, write)
    again = export(tmp_path, "again.json", dictionaries(read_file(table)))
    assert again.read_bytes() == first.read_bytes()


@pytest.mark.slow
@pytest.mark.django_db
def test_all_real_records_go_through_an_empty_site(shared_data, tmp_path):
    """One import into an empty site is enough: what it reads is what an export of these records has written."""
    build_site()
    index = ProceduresIndexPage.objects.get()
    _, records = all_real_records(shared_data)
    first = export(tmp_path, "first.json", records)
    report = import_rows(index, read_file(first), Options(publish=True))
    assert (report.count("created"), report.warnings) == (2149, 0)
    assert export(tmp_path, "public.json", public_records()).read_bytes() == first.read_bytes()
    assert export(tmp_path, "newest.json", newest_records()).read_bytes() == first.read_bytes()
