"""The markup of the sample texts becomes the blocks that editors work with."""

from hypothesis import given
from hypothesis import strategies as st

from home.demo.markup import blocks, plain, targets
from portal.core.blocks import BodyBlock


def resolve(target):
    return f'href="{target}"'


def made(text):
    return [(block["type"], block["value"]) for block in blocks(text, resolve)]


def test_paragraphs_and_lists_of_a_section_share_one_block():
    assert made("## Việc cần làm\n\nHai việc:\n\n- nộp **đơn**\n- chờ\n\n1. một\n2. hai") == [
        ("heading", {"text": "Việc cần làm", "level": "2"}),
        (
            "paragraph",
            "<p>Hai việc:</p><ul><li>nộp <b>đơn</b></li><li>chờ</li></ul><ol><li>một</li><li>hai</li></ol>",
        ),
    ]


def test_a_heading_of_the_third_level_that_asks_opens_an_answer():
    assert made("### Mất bao lâu?\n\nBảy ngày.\n\n### Ghi chú\n\nHết.") == [
        ("question", {"question": "Mất bao lâu?", "answer": "<p>Bảy ngày.</p>"}),
        ("heading", {"text": "Ghi chú", "level": "3"}),
        ("paragraph", "<p>Hết.</p>"),
    ]


def test_a_note_takes_its_title_from_the_bold_words():
    assert made("> **Lưu ý:** đọc kỹ.") == [("note", {"title": "Lưu ý", "text": "<p>Đọc kỹ.</p>"})]


def test_a_table_has_caption_and_header():
    [(kind, value)] = made("Bảng: Phí\n| Cách nộp | Phí |\n| --- | --- |\n| Trực tiếp | 20.000 đồng |")
    assert kind == "table"
    assert value["table_caption"] == "Phí"
    assert value["data"] == [["Cách nộp", "Phí"], ["Trực tiếp", "20.000 đồng"]]
    assert value["table_header_choice"] == "row"


def test_links_are_resolved_and_text_is_escaped():
    assert made("Xem [trang <này>](trang:lien-he) & hết") == [
        ("paragraph", '<p>Xem <a href="trang:lien-he">trang &lt;này&gt;</a> &amp; hết</p>')
    ]
    assert targets("[a](tin:x) và [b](https://dichvucong.gov.vn)") == ["tin:x", "https://dichvucong.gov.vn"]


def test_plain_text_has_no_marks():
    text = "## Tên\n\n- một **hai**\n> [chữ](tin:x)\n\n| a | b |\n| --- | --- |"
    assert plain(text).split("\n") == ["Tên", "một hai", "chữ", "a | b"]


@given(st.text(max_size=300))
def test_any_text_makes_blocks_that_a_page_can_hold(text):
    raw = blocks(text, resolve)
    BodyBlock().to_python([{**block, "id": str(place)} for place, block in enumerate(raw)])
