"""Questions that lead somewhere: what is refused, and that walking always ends."""

from hypothesis import given
from hypothesis import strategies as st

from procedures.guided_choice.plan import UNFINISHED, Answer, Plan, Question


def plan(**questions):
    """Name → rows of (words, next question or "", pk of a procedure or 0)."""
    return Plan(
        tuple(
            Question(name, f"{name}?", "", tuple(Answer(w, n, "", (p,) if p else ()) for w, n, p in answers))
            for name, answers in questions.items()
        )
    )


GOOD = plan(
    field=[("Lễ hội", "Festival", 0), ("Thư viện", "", 3)],
    festival=[("Xóm", "", 1), ("Xã", "size", 0)],
    size=[("Lần đầu", "", 2), ("Lần đầu", "", 1)],
)


def kinds(found):
    return [(problem.kind, problem.question, problem.answer) for problem in found.problems()]


def test_a_good_plan_has_no_problems_and_finds_names_in_any_spelling():
    assert GOOD.problems() == []


def test_a_step_knows_its_way_and_what_is_still_to_come():
    first, second, end = GOOD.step([]), GOOD.step(["le-hoi"]), GOOD.step(["le-hoi", "xa", "lan-dau-2"])
    assert (first.number, first.remaining, first.answer) == (1, 2, None)
    assert (second.number, second.remaining, second.question.name) == (2, 1, "festival")
    assert end.question is None
    assert end.answer.procedures == (1,)
    assert [one.answer.words for one in end.chosen] == ["Lễ hội", "Xã", "Lần đầu"]
    assert [there for _answer, there in second.choices()] == [("le-hoi", "xom"), ("le-hoi", "xa")]


def test_what_was_never_answered_is_no_step():
    assert GOOD.step(["khong"]) is None
    assert GOOD.step(["thu-vien", "xom"]) is None
    assert Plan().step(["a"]) is None


def test_loops_are_told_at_the_answers_that_close_them():
    assert kinds(plan(a=[("x", "a", 0)])) == [("loop", 0, 0)]
    found = kinds(plan(a=[("x", "b", 0), ("y", "", 1)], b=[("z", "c", 0)], c=[("t", "a", 0)]))
    assert {kind for kind, *_place in found} == {"loop"}


def test_dead_ends_wrong_names_and_questions_nobody_is_asked_are_told():
    assert kinds(plan(a=[("x", "", 0)])) == [("dead_end", 0, 0)]
    assert kinds(plan(a=[("x", "không có", 0)])) == [("no_such_question", 0, 0)]
    assert kinds(plan(a=[("x", "b", 7)], b=[("y", "", 1)])) == [("two_ways", 0, 0)]
    assert kinds(plan(a=[("x", "", 1)], b=[("y", "", 1)])) == [("never_asked", 1, None)]
    assert kinds(plan(a=[("x", "", 1)], A=[("y", "", 1)])) == [("same_name", 1, None)]


NAMES = st.sampled_from("abcdef")
ANSWERS = st.lists(
    st.builds(Answer, st.sampled_from(["Có", "Không", "!"]), st.just("") | NAMES, st.text(max_size=3)),
    max_size=4,
).map(tuple)
PLANS = st.lists(st.builds(Question, NAMES, st.just("?"), st.just(""), ANSWERS), max_size=6).map(
    lambda questions: Plan(tuple(questions))
)


def ways(found, path=()):
    step = found.step(path)
    yield step
    for _answer, there in step.choices():
        yield from ways(found, there)


@given(PLANS)
def test_a_plan_without_problems_leads_from_every_step_to_an_end(found):
    if any(problem.kind not in UNFINISHED for problem in found.problems()) or not found.questions:
        return
    steps = list(ways(found))
    assert all(len(step.path) <= len(found.questions) for step in steps)
    assert all(step.question is not None or step.answer is not None for step in steps)
    assert all(step.remaining == 0 or step.question for step in steps)


@given(PLANS, st.lists(st.sampled_from(["co", "khong", "tra-loi", "co-2", "x"]), max_size=12))
def test_no_plan_and_no_address_is_an_error(found, path):
    found.problems()
    step = found.step(path)
    assert step is None or step.path == tuple(path)
