"""Sample questions, answers and ratings, of the sample procedures only."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from feedback.choices import QuestionState, Reason
from feedback.models import Question, Rating, RatingSummary
from procedures.models import ProcedurePage

from .workshop import Workshop

#: code of the procedure → (question, answer) with the days ago on which it was asked; without answer it still waits
QUESTIONS = (
    (
        "9.900001",
        32,
        "Xóm tôi chỉ tổ chức văn nghệ trong một buổi tối, có phải đăng ký không?",
        "Có. Theo thủ tục mẫu này, buổi diễn có mời người ngoài xóm đều đăng ký trước. "
        "Bạn nộp một đơn theo mẫu, không cần kịch bản chi tiết.",
    ),
    (
        "9.900001",
        20,
        "Tôi nộp hồ sơ trực tuyến thì có phải mang bản giấy lên nữa không?",
        "Không. Hồ sơ trực tuyến có giá trị như hồ sơ giấy.\n\nBạn chỉ mang giấy tờ gốc khi nơi nhận hẹn đối chiếu.",
    ),
    (
        "9.900002",
        14,
        "Sân tập của thôn chưa có phòng thay đồ thì có được xác nhận không?",
        "Phòng thay đồ không phải điều kiện bắt buộc của thủ tục mẫu này. "
        "Bạn xem mục “Yêu cầu, điều kiện” để biết những gì cần có.",
    ),
    (
        "9.900003",
        9,
        "Tôi làm mất thẻ bạn đọc khi đang mượn hai cuốn sách, có làm lại thẻ được không?",
        "Được. Bạn mang sách đến trả hoặc gia hạn rồi làm lại thẻ ngay tại quầy.",
    ),
    ("9.900003", 2, "Trẻ em dưới 6 tuổi có được làm lại thẻ không?", ""),
)

#: code of the procedure → scores of its sample ratings, an older one first
SCORES = {
    "9.900001": (5, 4, 5, 3, 4, 5, 2, 4),
    "9.900002": (4, 4, 5, 5, 4, 3),
    "9.900003": (5, 5, 4),
}


def load_voices(shop: Workshop) -> None:
    """Make the questions and ratings of those sample procedures that have none."""
    found = ProcedurePage.objects.live().filter(code__in=SCORES, is_sample=True)
    pages: dict[str, Any] = {str(page.code): page for page in found}
    asked = set(Question.objects.filter(procedure__in=pages.values()).values_list("procedure_id", flat=True))
    made = [_question(shop, pages[row[0]], *row[1:]) for row in QUESTIONS if _lacks(pages, row[0], asked)]
    shop.made["questions"] = len(made)
    for code, page in pages.items():
        if not Rating.objects.filter(procedure=page).exists():
            _rate(shop, page, SCORES[code])


def _lacks(pages: dict[str, Any], code: str, asked: set[Any]) -> bool:
    return code in pages and pages[code].pk not in asked


def _question(shop: Workshop, page: Any, days_ago: int, text: str, answer: str) -> Question:
    received = shop.day(days_ago)
    answered = min(received + timedelta(days=3), timezone.now()) if answer else None
    return Question.objects.create(
        procedure=page,
        text=text,
        answer=answer,
        state=QuestionState.PUBLISHED if answer else QuestionState.RECEIVED,
        received_at=received,
        answered_at=answered,
        published_at=answered,
        is_sample=True,
    )


def _rate(shop: Workshop, page: Any, scores: tuple[int, ...]) -> None:
    last = len(scores) * 3
    Rating.objects.bulk_create(
        Rating(
            procedure=page,
            score=score,
            reason=Reason.UNCLEAR if score < 3 else "",
            rated_on=shop.date(last - 3 * place),
        )
        for place, score in enumerate(scores)
    )
    summary, _new = RatingSummary.objects.get_or_create(procedure=page)
    summary.count_anew()
