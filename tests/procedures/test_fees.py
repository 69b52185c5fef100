"""Fees are added only where adding them is true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.fees import Total, amount_of, total_of, total_of_rows, totals_by_channel
from procedures.schema import Fee, SubmissionChannel

FREE = Fee(free=True, text="Miễn phí")


@pytest.mark.parametrize(
    ("fees", "total"),
    [
        ([], Total()),
        ([FREE], Total(0, 0)),
        ([Fee(amount=0)], Total(0, 0)),
        ([Fee(amount=20_000)], Total(20_000, 20_000)),
        # A fee and a charge are two things.
        ([Fee("fee", 150_000), Fee("charge", 20_000)], Total(170_000, 170_000)),
        ([Fee("fee", 150_000), Fee("charge", free=True)], Total(150_000, 150_000)),
        # A note says for whom or for what: the amount is shown beside it, not as certain for everybody.
        ([Fee(amount=250_000, note="250.000 đồng/môn thi")], Total(250_000, 250_000, noted=True)),
        # Real: 1.013539 and six others, four amounts by the case.
        (
            [Fee("fee", amount, note=f"trường hợp {amount}") for amount in (2_000_000, 3_500_000, 5_000_000)],
            Total(2_000_000, 5_000_000, noted=True),
        ),
        ([Fee("fee", 15_000, note="in thẻ"), Fee(free=True, note="trẻ em")], Total(0, 15_000, noted=True)),
        # Two of a kind without notes: one of them, or both.
        ([Fee("fee", 50_000), Fee("fee", 80_000)], Total(50_000, None)),
        ([Fee(amount=50_000), Fee(amount=80_000)], Total(50_000, None)),
        # What one of them costs isn't known.
        ([Fee("charge", 20_000), Fee("fee", text="Theo quy định")], Total(20_000, None)),
        ([Fee("charge", 20_000), Fee("fee", 90_000, note="nếu phải thẩm định")], Total(20_000, 110_000, noted=True)),
        ([Fee(text="Miễn phí", note="190.000 đồng/sổ")], Total(noted=True)),
        ([Fee(amount=20_000), Fee(text="Theo quy định")], Total()),
        # "45 VNĐ" of a register means 45.000 or something else.
        ([Fee(amount=45)], Total()),
    ],
)  # fmt: skip
def test_examples(fees, total):
    assert total_of(fees) == total


def test_rows_of_one_way_are_cases():
    channels = [
        SubmissionChannel("direct", fees=[Fee(amount=12_000_000)], description="cấp mới"),
        SubmissionChannel("direct", fees=[Fee(amount=4_000_000)], description="cấp lại"),
        SubmissionChannel("online", fees=[FREE]),
        SubmissionChannel("other", "Gọi điện", fees=[]),
    ]
    assert totals_by_channel(channels) == {
        ("direct", ""): Total(4_000_000, 12_000_000),
        ("online", ""): Total(0, 0),
        ("other", "Gọi điện"): Total(),
    }


def test_a_case_without_a_price_leaves_the_total_open():
    assert total_of_rows([Total(5_000, 5_000), Total()]) == Total()
    assert total_of_rows([Total(5_000, None), Total(9_000, 9_000)]) == Total(5_000, None)
    assert total_of_rows([]) == Total()


fees = st.builds(
    Fee,
    kind=st.sampled_from(["", "fee", "charge"]),
    amount=st.none() | st.integers(0, 10**9),
    free=st.booleans(),
    text=st.sampled_from(["", "Miễn phí"]),
    note=st.sampled_from(["", "cấp mới", "cấp lại"]),
)


@given(st.lists(fees, max_size=6))
def test_the_span_is_a_span_and_holds_what_can_be_owed(several):
    total = total_of(several)
    if total.low is None:
        assert total.high is None
        return
    assert total.low >= 0
    assert total.high is None or total.low <= total.high
    amounts = [amount_of(fee) for fee in several]
    known = [amount for amount in amounts if amount is not None]
    # Never less than the cheapest and never more than everything together.
    assert total.low <= sum(known)
    if total.high is not None:
        assert None not in amounts
        assert max(known) <= total.high <= sum(known)


@given(st.lists(fees, max_size=6), st.randoms())
def test_the_order_of_fees_means_nothing(several, random):
    shuffled = list(several)
    random.shuffle(shuffled)
    assert total_of(shuffled) == total_of(several)


@given(st.lists(fees, min_size=2, max_size=6))
def test_a_sum_needs_different_kinds_and_no_notes(several):
    total = total_of(several)
    if total.exact and total.low and total.low > max(amount_of(fee) or 0 for fee in several):
        assert {fee.kind for fee in several} == {"fee", "charge"}
        assert len(several) == 2 or all(amount_of(fee) is not None for fee in several)
        assert not any(fee.note for fee in several)


@given(st.lists(st.builds(Fee, kind=st.sampled_from(["", "fee", "charge"]), free=st.just(True)), min_size=1))
def test_free_is_free(several):
    assert total_of(several) == Total(0, 0)
