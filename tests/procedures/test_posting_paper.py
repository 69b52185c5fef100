"""Booklets of procedures: tagged PDF that says every word of the records, and nothing else."""

import random
from dataclasses import replace

import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.importing.readers import read_file
from procedures.posting import typesetting
from procedures.posting.sheet import lines_of, printable
from procedures.posting.typesetting import MISSING
from procedures.schema import DossierGroup, DossierItem, Procedure, Step
from tests.procedures.paper_words import bare, body_text, booklet, missing_words, words_of
from tests.procedures.samples import full_record, simple_record

MARKUP = (
    r"""#panic("x") $x^2$ *đậm* _nghiêng_ @nguồn <nhãn> \ \u{41} `mã` // lời /* */ --- "trích" 'x' """
    r"""~ = [a] {b} #[c] http://a.b"""
)


def inside(text: str, record: Procedure) -> str:
    """Return the pages of `record`, without the contents that name it before."""
    name = bare(printable(record.name))
    return text[text.find(name, text.find(name) + 1) :]


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_the_booklet_is_tagged_as_the_standard_asks(size):
    pdf = booklet([full_record()], size)
    assert b"pdfuaid:part>1<" in pdf
    assert b"/Marked true" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang(vi" in pdf
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_value("Title") == "Thủ tục ở quầy"
    width, height = document[0].get_size()
    assert (round(width), round(height)) == {"a4": (595, 842), "a3": (842, 1191)}[size]


def test_the_typesetter_itself_refuses_what_breaks_the_standard(monkeypatch, tmp_path):
    broken = tmp_path / "paper.typ"
    picture = r"""<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>"""
    broken.write_text(
        f'#set document(title: "x")\n#context [#metadata(1) <pages>]\n#image(bytes("{picture}"))'
    )
    monkeypatch.setattr(typesetting, "TEMPLATE", broken)
    with pytest.raises(typst.TypstError, match="PDF/UA-1"):
        typesetting.typeset({})


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_every_field_of_a_full_record_is_on_paper_in_order(size):
    records = [full_record("9.900102"), simple_record(name="Thủ tục mượn chiêng", partial_reason="Phải thử.")]
    text = body_text(booklet(records, size), size)
    for record in records:
        assert missing_words(inside(text, record), record) == []


def test_the_cover_names_place_decision_notes_and_day():
    pdf = booklet(
        [full_record()], name="Bộ của quầy", place="Quầy 2", decision_number="1/QĐ-SVH", notes="Sáng\nChiều"
    )
    cover = bare(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded())
    for words in (
        "Bộ của quầy",
        "Quầy 2",
        "1/QĐ-SVH",
        "23/11/2026",
        "Sáng",
        "Chiều",
        "https://so.example/thu-tuc/niem-yet/quay/",
    ):
        assert bare(words) in cover


def test_the_contents_lead_to_each_procedure_and_pages_are_numbered():
    records = [simple_record(f"9.90010{number}", name=f"Thủ tục thứ {number}") for number in range(5)]
    document = pypdfium2.PdfDocument(booklet(records))
    assert [entry.get_title() for entry in document.get_toc() if entry.level == 0][-5:] == [
        f"{number + 1}. Thủ tục thứ {number}" for number in range(5)
    ]
    contents = bare(document[1].get_textpage().get_text_bounded())
    last = document[len(document) - 1].get_textpage().get_text_bounded()
    assert "5.Thủtụcthứ4" in contents
    assert f"Trang {len(document)}/{len(document)}" in last
    assert "9.900104" in last


def test_text_stays_text():
    record = replace(
        full_record(),
        name=f"Thủ tục {MARKUP}",
        conditions=MARKUP,
        steps=[Step("Bước #1:", MARKUP)],
        dossier=[DossierGroup(MARKUP, [DossierItem(MARKUP)])],
    )
    text = body_text(booklet([record], name=f"Bộ {MARKUP}", notes=MARKUP))
    assert missing_words(inside(text, record), record) == []
    assert text.count(bare(MARKUP)) >= 7


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60))
def test_whatever_letters_come_a_booklet_is_made(text):
    assert booklet([simple_record(conditions=f"{text} hết.")])[:5] == b"%PDF-"


def test_letters_that_no_font_has_are_shown_as_a_box_and_signs_of_word_as_bullets():
    record = simple_record(conditions="Chữ 𓀀 lạ.\n\uf0fc Một\n\uf0d8 Hai")
    text = body_text(booklet([record]))
    assert bare(f"Chữ {MISSING} lạ.") in text
    assert bare("• Một") in text
    assert bare("• Hai") in text


def test_a_paper_longer_than_a_page_stays_whole():
    long = " ".join(f"chữ{number}" for number in range(2500))
    record = simple_record(
        dossier=[DossierGroup("", [DossierItem("Đơn", [], 1), DossierItem(long, [], 2, 3)])]
    )
    text = body_text(booklet([record]))
    assert missing_words(inside(text, record), record) == []


def test_lines_keep_their_marks():
    assert lines_of("Gồm:\n- Một\n- Hai\n+ Ba\nHết") == [
        {"mark": "", "depth": 0, "texts": ["Gồm:"]},
        {"mark": "-", "depth": 1, "texts": ["Một", "Hai"]},
        {"mark": "+", "depth": 2, "texts": ["Ba"]},
        {"mark": "", "depth": 0, "texts": ["Hết"]},
    ]


def real_records(shared_data, count: int) -> list[Procedure]:
    """Return real records: the longest name, the longest of all, the others by chance of a fixed seed."""
    rows = []
    for name in ("national-portal-pages", "national-portal-structured"):
        rows += [
            row.record
            for row in read_file(shared_data / "procedures" / f"{name}.jsonl.gz")
            if not row.problem
        ]
    longest_name = max(rows, key=lambda record: len(record.name))
    longest = max(rows, key=lambda record: sum(map(len, words_of(record))))
    return [longest_name, longest, *random.Random(2026).sample(rows, count - 2)]


def check_real(records: list[Procedure], size: str) -> None:
    made = booklet(records, size)
    text = body_text(made, size)
    wrong = {
        record.code: lost[:2] for record in records if (lost := missing_words(inside(text, record), record))
    }
    assert wrong == {}


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_real_records_are_on_paper_word_for_word(shared_data, size):
    check_real(real_records(shared_data, 20), size)


@pytest.mark.slow
@pytest.mark.parametrize("size", ["a4", "a3"])
def test_a_hundred_real_records_are_on_paper_word_for_word(shared_data, size):
    check_real(real_records(shared_data, 100), size)
