"""The parts of search that need no database: reading a question, its plan, the order."""

import re

from hypothesis import given
from hypothesis import strategies as st

from portal.search.engines.base import Candidate
from portal.search.plan import BODY_TERMS, MAX_QUERY, MAX_SYLLABLES, TITLE_BUDGET, plan
from portal.search.question_words import question_words
from portal.search.ranking import scored, worth_showing
from portal.search.understanding.reading import understand as read
from portal.text.tokens import analyse, body_tokens, title_tokens

anything = st.text(alphabet=st.characters())


def asked(query: str) -> list[str]:
    """The words of a query that only ask."""
    question = read(query)
    pairs = zip(question.analysis.folded, question.asked, strict=True)
    return [word for word, ask in pairs if ask]


def candidate(pk: int, title: str, **values: object) -> Candidate:
    analysis = analyse(title)
    return Candidate(pk, "procedure", 1, "", " ".join(analysis.folded), " ".join(analysis.exact), **values)


def ranked(query: str, *titles: str) -> list[str]:
    question = read(query)
    known = dict.fromkeys(question.tokens, 10)
    terms = plan(question, 1000, known, known)
    found = scored(terms, [candidate(n, t) for n, t in enumerate(titles)])
    return [titles[one.candidate.pk] for one in worth_showing(found)]


def test_question_words_are_phrases_not_the_subject():
    assert asked("Đăng ký lễ hội cần giấy tờ gì?") == ["can", "giay", "to", "gi"]
    assert asked("thành phần hồ sơ cấp lại giấy phép như thế nào") == [
        "thanh",
        "phan",
        "ho",
        "so",
        "nhu",
        "the",
        "nao",
    ]
    assert asked("cấp lại, cấp đổi, cấp") == []
    assert question_words(()) == []


@given(anything)
def test_any_text_becomes_safe_tokens(text):
    analysis = analyse(text, question=True)
    for token in [*title_tokens(analysis), *body_tokens([analysis])]:
        assert token
        assert not re.search(r"[\s\"\0]", token)
        token.encode()


@given(anything)
def test_a_question_stays_within_its_bounds(text):
    question = read(text * 3)
    assert len(question.text) <= MAX_QUERY
    assert len(question.analysis.folded) <= MAX_SYLLABLES
    assert len(question.asked) == len(question.analysis.folded)


@given(
    st.dictionaries(
        st.sampled_from(["cap", "giay", "phep", "cap_giay", "giay_phep", "thu", "tuc"]), st.integers(0, 9_000)
    )
)
def test_a_plan_touches_a_bounded_number_of_rows(frequencies):
    terms = plan(read("thủ tục cấp giấy phép"), 10_000, frequencies, frequencies)
    assert len(terms.body) <= BODY_TERMS
    assert len(terms.title) <= 3 or sum(frequencies[token] for token in terms.title) <= TITLE_BUDGET
    assert set(terms.every) == {("cap",), ("giay",), ("phep",)}


def test_titles_rank_by_what_they_cover_in_order_and_near():
    reissue, issue, far = (
        "Cấp lại thẻ hướng dẫn viên",
        "Cấp thẻ hướng dẫn viên",
        "Thẻ vào cửa và việc hướng dẫn, cấp",
    )
    assert ranked("cấp thẻ hướng dẫn viên", reissue, issue, far)[0] == issue
    assert ranked("cấp lại thẻ hướng dẫn viên", issue, far, reissue)[0] == reissue
    assert ranked("cap lai the huong dan vien", issue, far, reissue)[0] == reissue


def test_a_word_of_negation_tells_two_procedures_apart():
    yes, no = "Cấp phép nhập khẩu phải đánh giá rủi ro", "Cấp phép nhập khẩu không phải đánh giá rủi ro"
    assert ranked("Hồ sơ nhập khẩu không phải đánh giá rủi ro gồm những gì?", yes, no)[0] == no
    assert ranked("Hồ sơ nhập khẩu phải đánh giá rủi ro gồm những gì?", no, yes)[0] == yes


def test_accents_that_were_typed_decide_between_equal_letters():
    assert ranked("bán đấu giá", "Bàn đấu giá", "Bán đấu giá")[0] == "Bán đấu giá"
