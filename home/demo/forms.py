"""Makes the forms of the fictitious procedures as Word documents, laid out as offices lay them out."""

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
WARNING = "MẪU MINH HỌA – DỮ LIỆU MẪU CỦA CỔNG, KHÔNG DÙNG ĐỂ NỘP HỒ SƠ"
PLACE_AND_DAY = "……………, ngày …… tháng …… năm ……"

#: the same day in every copy, so that two loads make the same facts
MADE = datetime(2026, 10, 20)

#: paper of offices: A4 with a binding margin of 3 cm at the left
MARGINS = {"top": 1.8, "bottom": 1.6, "left": 3.0, "right": 2.0}
TEXT_WIDTH = Cm(21 - MARGINS["left"] - MARGINS["right"])


def make_form(text: dict[str, Any]) -> bytes:
    """Return a .docx with the state's heading, dotted lines to fill in and a place to sign.

    `text` has `number`, `title`, `subtitle`, `to` (may be missing), `signer` and `part`: each with any of
    `heading` (on a `new_page`), `text`, `lines` (how many empty ones), `fields`, `options`, `columns` with
    `rows`, `fields_after`.
    """
    document = _paper(text)
    _line(document, NATION, bold=True, size=13)
    _line(document, MOTTO, bold=True, underline=True, after=12)
    _line(document, text["title"], bold=True, size=15)
    _line(document, text["subtitle"], bold=True, after=12)
    if to := text.get("to"):
        _line(document, f"Kính gửi: {to}", after=12)
    for part in text["part"]:
        _part(document, part)
    _signature(document, text["signer"])
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _paper(text: dict[str, Any]) -> Docx:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side, width in MARGINS.items():
        setattr(section, f"{side}_margin", Cm(width))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(3)
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    header.add_run(text["number"]).italic = True
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run(WARNING).font.size = Pt(10)
    facts = document.core_properties
    facts.title = f"{text['title'].capitalize()}: {text['subtitle'][0].lower()}{text['subtitle'][1:]}"
    facts.created = facts.modified = MADE
    facts.author, facts.language, facts.comments = "Cổng thông tin", "vi-VN", WARNING
    return document


def _line(
    document: Docx, text: str, *, bold: bool = False, underline: bool = False, size: int = 13, after: int = 0
) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(after)
    run = paragraph.add_run(text)
    run.bold, run.underline, run.font.size = bold, underline, Pt(size)
    return paragraph


def _part(document: Docx, part: dict[str, Any]) -> None:
    if heading := part.get("heading"):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(8)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.page_break_before = part.get("new_page", False)
        paragraph.add_run(heading).bold = True
    for field in part.get("fields", ()):
        _dotted(document, f"{field}: ")
    for _number in range(part.get("lines", 0)):
        _dotted(document, "")
    for option in part.get("options", ()):
        document.add_paragraph(f"☐  {option}").paragraph_format.left_indent = Cm(0.75)
    if columns := part.get("columns"):
        _table(document, columns, part.get("rows", 5))
    if words := part.get("text"):
        paragraph = document.add_paragraph(words)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1)
    for field in part.get("fields_after", ()):
        _dotted(document, f"{field}: ")


def _dotted(document: Docx, label: str) -> None:
    paragraph = document.add_paragraph(f"{label}\t")
    paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _table(document: Docx, columns: list[str], rows: int) -> None:
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, words in zip(table.rows[0].cells, columns, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(words).bold = True
    numbered = columns[0] == "STT"
    for number in range(1, rows + 1):
        row = table.add_row()
        row.height = Cm(0.8)
        if numbered:
            row.cells[0].text = str(number)
    first = Cm(1.5) if numbered else TEXT_WIDTH // len(columns)
    _set_widths(table, [first, *[(TEXT_WIDTH - first) // (len(columns) - 1)] * (len(columns) - 1)])


def _set_widths(table: Table, widths: list[int]) -> None:
    """Fix the widths of the columns, in the grid and in each cell: programs differ in which they read."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
        for cell in column.cells:
            cell.width = Emu(width)


def _signature(document: Docx, signer: str) -> None:
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    table = document.add_table(rows=1, cols=2)
    _set_widths(table, [TEXT_WIDTH * 2 // 5, TEXT_WIDTH * 3 // 5])
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cell = table.rows[0].cells[1]
    lines = [(PLACE_AND_DAY, True, False), (signer, False, True), ("(Ký, ghi rõ họ tên)", True, False)]
    for place, (words, italic, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        run = paragraph.add_run(words)
        run.italic, run.bold = italic, bold
