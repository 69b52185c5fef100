"""A record in words: amounts, time limits, counts and the five facts."""

from datetime import date

import pytest

from procedures.presentation import facts, view_of
from procedures.schema import DossierItem, Fee, Procedure, SubmissionChannel, TimeLimit
from procedures.wording import fee_view, quantity_label, skipped_label, time_label
from tests.procedures.samples import full_record


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (TimeLimit(15, "working_day", "15 Ngày làm việc"), "15 ngày làm việc"),
        (TimeLimit(1.5, "day", "1.5 Ngày"), "1,5 ngày"),
        (TimeLimit(None, "", "1"), ""),
        (TimeLimit(None, "", "Không quy định"), "Không quy định"),
    ],
)
def test_time_limits(limit, words):
    assert time_label(limit) == words


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (Fee(amount=1_200_000, text="1,200,000 VNĐ"), "1.200.000 đồng"),
        (Fee(free=True, text="Miễn phí"), "Miễn phí"),
        (Fee(text="Miễn phí", note="190.000 đồng/sổ"), "Xem ghi chú"),
        (Fee(text="120 VNĐ", note="20.000 đ/tờ khai"), "120 VNĐ"),
        (Fee(text="Theo quy định"), "Theo quy định"),
    ],
)
def test_fees(fee, words):
    assert fee_view(fee).label == words


def test_counts():
    assert quantity_label(DossierItem(originals=1, copies=2)) == "1 bản chính, 2 bản sao"
    assert quantity_label(DossierItem(originals=0, copies=1)) == "1 bản sao"
    assert quantity_label(DossierItem()) == ""


def test_the_facts_name_the_way_only_where_ways_differ():
    same = Procedure(
        channels=[SubmissionChannel(way, "", TimeLimit(5, "day", "5 Ngày")) for way in ("direct", "online")]
    )
    assert [fact.values for fact in facts(view_of(same)) if fact.key == "time"] == [["5 ngày"]]
    same.channels[1].time_limit = TimeLimit(3, "day", "3 Ngày")
    assert [fact.values for fact in facts(view_of(same)) if fact.key == "time"] == [
        ["Trực tiếp: 5 ngày", "Trực tuyến: 3 ngày"]
    ]


def test_a_fee_that_is_not_certain_is_no_fact():
    record = Procedure(
        channels=[SubmissionChannel("direct", fees=[Fee(text="120 VNĐ", note="20.000 đ/tờ khai")])]
    )
    assert [fact.values for fact in facts(view_of(record)) if fact.key == "fee"] == [
        ["Xem ghi chú về phí bên dưới"]
    ]


@pytest.mark.parametrize(
    ("fees", "words"),
    [
        ([Fee("fee", 150_000), Fee("charge", 20_000)], ["170.000 đồng"]),
        ([Fee("fee", 150_000, note="trong nhà"), Fee("fee", 80_000, note="ngoài trời")],
         ["Từ 80.000 đồng đến 150.000 đồng, tùy trường hợp"]),
        ([Fee("fee", 15_000, note="in thẻ"), Fee(free=True, note="trẻ em")],
         ["Miễn phí hoặc đến 15.000 đồng, tùy trường hợp"]),
        ([Fee("charge", 20_000), Fee("fee", text="Theo quy định")], ["Ít nhất 20.000 đồng"]),
        ([Fee(text="Theo quy định")], ["Theo quy định"]),
        ([Fee(amount=45)], ["Xem ghi chú về phí bên dưới"]),
        ([], []),
    ],
)  # fmt: skip
def test_the_card_adds_fees_up_only_where_it_is_true(fees, words):
    record = Procedure(channels=[SubmissionChannel("direct", fees=fees)])
    assert [fact.values for fact in facts(view_of(record)) if fact.key == "fee"] == [words]


def test_cases_of_one_way_give_a_span():
    record = Procedure(
        channels=[SubmissionChannel("direct", fees=[Fee(amount=amount)]) for amount in (12_000, 4_000)]
    )
    assert next(fact.values for fact in facts(view_of(record)) if fact.key == "fee") == [
        "Từ 4.000 đồng đến 12.000 đồng, tùy trường hợp"
    ]


def test_days_off_are_named():
    days = [date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 24)]
    assert skipped_label(days) == "2 ngày cuối tuần; 24/11/2026 (Ngày Văn hóa Việt Nam)"
    assert skipped_label([]) == ""


def test_all_six_facts_of_a_full_record():
    found = {fact.key: fact.values for fact in facts(view_of(full_record()))}
    assert found == {
        "result": ["Giấy xác nhận"],
        "time": ["1,5 ngày"],
        "fee": ["5.000 đồng (xem ghi chú)"],
        "where": ["Bộ phận Một cửa", "Gọi điện"],
        "who": ["Công dân Việt Nam"],
        "what": ["1 giấy tờ", "1 mẫu đơn, tờ khai"],
    }


def test_where_names_the_place_when_its_words_fit_a_card():
    record = Procedure(
        receiving_address="Một câu dài " * 40,
        implementing_agency="Ủy ban nhân dân cấp xã",
        channels=[SubmissionChannel("direct"), SubmissionChannel("online"), SubmissionChannel("direct")],
    )
    where = next(fact.values for fact in facts(view_of(record)) if fact.key == "where")
    assert where == ["Ủy ban nhân dân cấp xã", "Trực tiếp, Trực tuyến"]


def test_an_empty_record_has_six_empty_facts():
    assert [fact.values for fact in facts(view_of(Procedure()))] == [[]] * 6
