"""The glued table of ways to submit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.importing.channels import parse_channels, parse_fee_cell
from procedures.importing.furniture import CHANNELS_HEAD as HEAD


def rows(text):
    channels, rest, notices = parse_channels(HEAD + text)
    assert rest == ""
    return channels, [notice.kind for notice in notices]


def test_a_row_is_read_into_method_time_fee_and_description():
    (channel,), notices = rows("Trực tiếp15 Ngày làm việc120,000 VNĐ(một lần (tối đa))Nộp tại quầy")
    assert (channel.method, channel.time_limit.number, channel.time_limit.unit) == (
        "direct",
        15,
        "working_day",
    )
    assert channel.time_limit.text == "15 Ngày làm việc"
    (fee,) = channel.fees
    assert (fee.amount, fee.free, fee.text, fee.note) == (120_000, False, "120,000 VNĐ", "một lần (tối đa)")
    assert channel.description == "Nộp tại quầy"
    assert notices == []


def test_each_way_to_submit_at_the_start_of_a_row_is_seen():
    channels, _ = rows(
        "Trực tuyến2 GiờMiễn phíDịch vụ bưu chính3 Tháng50,000 Việt Nam ĐồngTrực tiếp1.5 NgàyMiễn phí"
    )
    found = [(channel.method, channel.time_limit.number, channel.time_limit.unit) for channel in channels]
    assert found == [("online", 2, "hour"), ("post", 3, "month"), ("direct", 1.5, "day")]


def test_ways_named_in_a_description_are_no_rows():
    channels, _ = rows(
        "Trực tuyến7 NgàyMiễn phíTrực tuyến tại Cổng dịch vụ công, Trực tiếp, qua mạng\n"
        "Trực tiếp7 NgàyMiễn phíTrực tiếp tại Bộ phận Một cửa"
    )
    assert [channel.method for channel in channels] == ["online", "direct"]
    assert channels[1].description == "Trực tiếp tại Bộ phận Một cửa"


def test_a_number_without_unit_stays_words():
    (channel,), notices = rows("Trực tiếp1Miễn phí")
    assert (channel.time_limit.number, channel.time_limit.unit, channel.time_limit.text) == (None, "", "1")
    assert channel.fees[0].free
    assert notices == ["channel_without_unit"]


def test_an_amount_against_the_method_is_never_cut():
    (channel,), notices = rows("Trực tuyến120,000 VNĐ(ghi chú)")
    assert channel.time_limit.number is None
    assert channel.time_limit.text == ""
    assert [(fee.amount, fee.text) for fee in channel.fees] == [(120_000, "120,000 VNĐ")]
    assert notices == ["amount_glued"]


@pytest.mark.parametrize("printed", ["120 VNĐ", "1100,000 VNĐ", "1200 VNĐ"])
def test_an_amount_that_could_be_two_numbers_is_not_read(printed):
    (channel,), notices = rows(f"Trực tiếp{printed}")
    assert [(fee.amount, fee.free, fee.text) for fee in channel.fees] == [(None, False, printed)]
    assert notices == ["amount_not_read"]


def test_digits_of_a_description_are_no_amount():
    (channel,), _ = rows("Trực tiếp4 Ngày làm việcMiễn phí04 ngày làm việc kể từ ngày nhận")
    assert channel.time_limit.number == 4
    assert channel.fees[0].free
    assert channel.description.startswith("04 ngày")


def test_empty_cells_are_empty():
    (channel,), notices = rows("Trực tuyếnKhông có thông tinKhông có thông tin(1) Trường hợp đầu")
    assert channel.time_limit.text == ""
    assert channel.fees == []
    assert channel.description == "(1) Trường hợp đầu"
    assert notices == []


def test_a_time_limit_in_words_is_kept_as_words():
    (channel,), notices = rows("Trực tuyếnKhông phải trả kết quảMiễn phíQua Cổng")
    assert channel.time_limit.text == "Không phải trả kết quả"
    assert channel.time_limit.number is None
    assert notices == ["channel_time_in_words"]


def test_free_beside_an_amount_is_not_taken_for_free():
    (channel,), notices = rows("Trực tiếp2 NgàyMiễn phí(190.000 đồng/sổ)")
    assert [(fee.free, fee.amount, fee.text, fee.note) for fee in channel.fees] == [
        (False, None, "Miễn phí", "190.000 đồng/sổ")
    ]
    assert notices == ["free_with_amount"]


def test_a_note_without_end_stays_with_the_description():
    (channel,), notices = rows("Trực tiếp2 Ngày50,000 VNĐ(đồng (miễn từ tháng 4)30 ngày")
    assert channel.fees[0].amount == 50_000
    assert channel.description == "(đồng (miễn từ tháng 4)30 ngày"
    assert notices == ["note_not_split"]


def test_a_table_that_is_none_is_kept_as_text():
    channels, rest, notices = parse_channels("Gửi thư cho nhà hát")
    assert (channels, rest) == ([], "Gửi thư cho nhà hát")
    assert [notice.kind for notice in notices] == ["channels_not_split"]


def test_several_fees_of_a_structured_cell():
    fees, rest, notices = parse_fee_cell(
        "Phí : 3.000.000 Đồng (a (b))\nLệ phí : 0 Đồng\nFile đính kèm: x.pdf"
    )
    assert [(fee.kind, fee.amount, fee.free, fee.note) for fee in fees] == [
        ("fee", 3_000_000, False, "a (b)"),
        ("charge", 0, True, ""),
    ]
    assert rest == "File đính kèm: x.pdf"
    assert notices == []


@pytest.mark.parametrize(
    "cell", ["Phí : o Đồng", "Phí :  Đồng", "Phí : Bằng 50% mức thu Đồng", "Phí : 1.00 Đồng"]
)
def test_an_amount_that_is_no_number_is_never_guessed(cell):
    fees, _, notices = parse_fee_cell(cell)
    assert [(fee.amount, fee.free) for fee in fees] == [(None, False)]
    assert [notice.kind for notice in notices] == ["amount_not_read"]


LETTERS = st.sampled_from("abcdeghiklmnopqrstuvxyàảãáạăâđêôơư ,.:;-")
WORDS = st.text(LETTERS, min_size=0, max_size=40).map(str.strip)
UNITS = {"Ngày làm việc": "working_day", "Ngày": "day", "Giờ": "hour", "Tháng": "month", "Năm": "year"}
ROW = st.tuples(
    st.sampled_from(["Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính"]),
    st.integers(1, 400),
    st.sampled_from(list(UNITS)),
    st.none() | st.integers(1000, 10**9),
    WORDS.filter(lambda text: "(" not in text),
    WORDS,
)


@given(st.lists(ROW, min_size=1, max_size=5))
def test_glued_rows_come_apart_where_they_were_joined(table):
    text = ""
    for method, number, unit, amount, note, description in table:
        money = "Miễn phí" if amount is None else f"{amount:,} VNĐ"
        text += f"{method}{number} {unit}{money}{f'({note})' if note else ''}{description and 'Ghi: ' + description}"
    channels, notices = rows(text)
    assert "channels_not_split" not in notices
    assert len(channels) == len(table)
    for channel, (_, number, unit, amount, note, description) in zip(channels, table, strict=True):
        assert (channel.time_limit.number, channel.time_limit.unit) == (number, UNITS[unit])
        assert channel.fees[0].amount == amount
        assert channel.fees[0].free == (amount is None)
        if len(note) > 4:
            assert channel.fees[0].note == note
            assert channel.description == (f"Ghi: {description}" if description else "")
