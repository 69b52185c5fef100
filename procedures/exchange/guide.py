"""The sheet of instructions in the template, and its rows of examples."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from . import words
from .columns import (
    BASES,
    CHANNELS,
    CHOICE,
    CODE,
    DAY,
    FEES,
    FORMS,
    GROUPS,
    LIST,
    MAIN,
    NUMBER,
    ORDER,
    PAPERS,
    PARENT,
    RESULTS,
    SHEETS,
    STEPS,
    WHOLE,
    YES,
    Column,
    Sheet,
)

TITLE = "Hướng dẫn"
#: what stands for the code in rows that an import leaves out
EXAMPLE = "Ví dụ"


def rows() -> Iterator[tuple[str, ...]]:
    """Yield the rows of the instructions: a title, rules, then every column of every sheet."""
    yield (_("How to fill in this file"),)
    for number, rule in enumerate(_rules(), 1):
        yield f"{number}.", rule
    for sheet in SHEETS:
        yield ("",)
        yield (f"{_('Sheet')}: {sheet.title}",)
        if about := _about().get(sheet.name):
            yield "", about
        for column in sheet.columns:
            yield column.heading, help_of(sheet, column)


def _rules() -> list[str]:
    return [
        _("One procedure is one row on the sheet “%(sheet)s”. Only its code and its name are required.")
        % {"sheet": MAIN.title},
        _(
            "Steps, ways to submit, fees, papers, forms, results and legal bases stand on sheets of their own: "
            "one row for each, with the code of the procedure in the first column."
        ),
        _("Rows whose code says “%(example)s” show how to do it. They are not imported; you may delete them.")
        % {"example": EXAMPLE},
        _(
            "Don't rename the sheets or the headings. The order of columns and rows is free; blank rows do no harm."
        ),
        _(
            "A column or sheet that you delete leaves what the portal has unchanged. A cell that you empty "
            "empties the field on the portal."
        ),
        _("If one cell of a procedure is wrong, the whole procedure waits; the others go in."),
        _("Where a cell has a list, choose from it. Dates are written 31/12/2026."),
        _("Before anything changes, the portal shows you what is new and what would change, field by field."),
    ]


def _about() -> dict[str, str]:
    return {
        CHANNELS.name: _(
            "One row for each way to submit. A time limit such as “10 ngày làm việc” may stand as a whole in the "
            "column of the time limit."
        ),
        FEES.name: _(
            "One row for each amount. Write 1 for the first way to submit of the procedure, 2 for the second."
        ),
        GROUPS.name: _(
            "Only for a procedure with different papers in different cases; leave it empty otherwise."
        ),
        PAPERS.name: _("One row for each paper that has to be handed in."),
        FORMS.name: _(
            "One row for each form, by its file name; the files themselves are uploaded as a .zip."
        ),
    }


def help_of(sheet: Sheet, column: Column) -> str:
    """Return what to write into a column."""
    special = {
        (MAIN.name, "name"): _("Required. The full name as announced, however long."),
        (MAIN.name, "decision_number"): _("For example 1842/QĐ-UBND."),
        (MAIN.name, "effective_from"): _("The procedure takes effect and is shown from this day on."),
        (MAIN.name, "dossier_sets"): _("For example: 01 bộ."),
        (MAIN.name, "partial_reason"): _(
            "Only for services that are partly online; the law asks for the reason."
        ),
        (MAIN.name, "submission_url"): _("Web address that begins with https://"),
        (MAIN.name, "source_url"): _("Web address that begins with https://"),
        (MAIN.name, "responsible"): _("An office or a post, no name of a person."),
        (STEPS.name, "label"): _("For example “Bước 1:”; may be left empty."),
        (CHANNELS.name, "method_text"): _("Only if the way to submit is “Cách khác”."),
        (CHANNELS.name, "text"): _("Only if a number can't say it, or as the decision words it."),
        (FEES.name, "text"): _("Only if a number can't say it, or as the decision words it."),
        (FEES.name, "amount"): _("A whole number in đồng, for example 50000 or 50.000."),
        (PAPERS.name, "originals"): _("How many originals; leave it empty if it isn't said."),
        (PAPERS.name, "copies"): _("How many copies; leave it empty if it isn't said."),
        (FORMS.name, "file_name"): _("As the file in the .zip is called, for example Mau-01.docx."),
        (RESULTS.name, "result_code"): _("In the national register, for example KQ.G10.000098."),
        (BASES.name, "number"): _("For example 110/2018/NĐ-CP."),
    }
    parts = [special.get((sheet.name, column.name), ""), _of_kind(sheet, column)]
    if column.name.endswith("_text") and column.name != "method_text":
        parts.append(_("What could not be divided into rows; usually empty."))
    return " ".join(part for part in parts if part)


def _of_kind(sheet: Sheet, column: Column) -> str:
    if column.kind == CODE:
        return _("Required. One digit, a dot and six digits, for example 1.003838.")
    if column.kind == CHOICE:
        values = "; ".join(words.CHOICES[column.choice].values())
        return _("Choose one: %(values)s.") % {"values": values}
    if column.kind == PARENT:
        parent = {"channel": CHANNELS, "group": GROUPS, "item": PAPERS}[column.name]
        return _("The number of the row on the sheet “%(sheet)s” that this one belongs to.") % {
            "sheet": parent.title
        }
    return {
        DAY: _("A date, for example 31/12/2026."),
        LIST: _("Several values: one a line (Alt+Enter), or with semicolons between them."),
        ORDER: _("1, 2, 3… If it is empty, the order of the rows counts."),
        YES: _("Choose one: %(values)s.") % {"values": f"{words.YES}; {words.NO}"},
        NUMBER: _("A number."),
        WHOLE: "" if column.name == "amount" else _("A whole number."),
    }.get(column.kind, "")


#: rows that show how to fill the sheets in: made up, and marked so
EXAMPLES: tuple[tuple[Sheet, dict[str, Any]], ...] = (
    (
        MAIN,
        {
            "name": "Thủ tục cấp thẻ mượn sách lưu động (dòng ví dụ, không nhập)",
            "decision_number": "00/QĐ-UBND",
            "effective_from": "2026-12-31",
            "state": "new",
            "field": "Thư viện",
            "levels": ["Cấp tỉnh", "Cấp xã"],
            "audiences": ["Công dân Việt Nam", "Tổ chức (không bao gồm doanh nghiệp, HTX)"],
            "implementing_agency": "Thư viện tỉnh",
            "dossier_sets": "01 bộ",
            "online_level": "partial",
            "partial_reason": "Phải nhận thẻ tại quầy.",
            "responsible": "Văn phòng Sở",
        },
    ),
    (STEPS, {"order": 1, "label": "Bước 1:", "text": "Bạn nộp đơn tại quầy hoặc trên mạng."}),
    (STEPS, {"order": 2, "label": "Bước 2:", "text": "Bạn nhận thẻ tại quầy."}),
    (
        CHANNELS,
        {"order": 1, "method": "direct", "number": 3, "unit": "working_day", "description": "Tại quầy"},
    ),
    (CHANNELS, {"order": 2, "method": "online", "number": 5, "unit": "working_day"}),
    (FEES, {"channel": 1, "order": 1, "kind": "fee", "amount": 20000, "note": "một thẻ"}),
    (FEES, {"channel": 2, "order": 1, "free": True}),
    (GROUPS, {"order": 1, "name": "Trường hợp cấp lần đầu"}),
    (PAPERS, {"group": 1, "order": 1, "name": "Đơn đề nghị cấp thẻ", "originals": 1, "copies": 0}),
    (FORMS, {"group": 1, "item": 1, "order": 1, "file_name": "Mau-01-don-de-nghi.docx"}),
    (RESULTS, {"order": 1, "text": "Thẻ mượn sách"}),
    (
        BASES,
        {
            "order": 1,
            "number": "00/2026/QĐ-UBND",
            "title": "Quyết định về thẻ mượn sách",
            "issued_on": "2026-01-01",
        },
    ),
)
