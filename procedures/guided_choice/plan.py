"""Questions, their answers, and where each answer leads; plain Python, without Django.

The first question begins. An answer names the next question, or ends in a sentence and procedures. Following
answers never comes back to a question: `problems` tells where it would.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from portal.text import fold, slugify_vi


@dataclass(frozen=True)
class Answer:
    """What one may answer; `next` is the name of a question, or "" where the answer ends the choice."""

    words: str
    next: str = ""
    sentence: str = ""
    procedures: tuple[int, ...] = ()

    @property
    def ends_well(self) -> bool:
        """Whether it says something where it leads to no further question."""
        return bool(self.sentence or self.procedures)


@dataclass(frozen=True)
class Question:
    """What is asked; `name` is how answers refer to it, `help` a sentence below the question."""

    name: str
    text: str
    help: str = ""
    answers: tuple[Answer, ...] = ()

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """The part of an address that stands for each answer; answers that read alike are numbered."""
        found: list[str] = []
        for answer in self.answers:
            wanted = slugify_vi(answer.words, 60) or "tra-loi"
            slug, number = wanted, 1
            while slug in found:
                number += 1
                slug = f"{wanted}-{number}"
            found.append(slug)
        return tuple(found)


@dataclass(frozen=True)
class Problem:
    """What is wrong at a question, or at one of its answers.

    `kind` is one of `same_name`, `no_such_question`, `loop`, `two_ways`, `dead_end`, `never_asked`; the last two
    may stay in a draft. `words` is what the message names.
    """

    kind: str
    question: int
    answer: int | None = None
    words: str = ""


#: what a draft may hold, since its author isn't done yet
UNFINISHED = frozenset({"dead_end", "never_asked"})


def name_key(name: str) -> str:
    """Return what two spellings of a question's name share: "Lễ hội" and "le  hoi"."""
    return " ".join(fold(name).split())


@dataclass(frozen=True)
class Chosen:
    """A question that has been answered, and the address of its own step."""

    question: Question
    answer: Answer
    path: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """Where a row of answers leads: to `question`, or to the end of the last answer where there is none."""

    path: tuple[str, ...]
    chosen: tuple[Chosen, ...]
    question: Question | None
    #: how many questions may still follow this one, at most
    remaining: int = 0

    @property
    def number(self) -> int:
        """The number of this step, from 1."""
        return len(self.path) + 1

    @property
    def answer(self) -> Answer | None:
        """The last answer; None at the first question."""
        return self.chosen[-1].answer if self.chosen else None

    def choices(self) -> Iterator[tuple[Answer, tuple[str, ...]]]:
        """Yield each answer of the question with the path that it leads to."""
        if self.question:
            for answer, slug in zip(self.question.answers, self.question.slugs, strict=True):
                yield answer, (*self.path, slug)


@dataclass(frozen=True)
class Plan:
    """All questions, in the order of the editors."""

    questions: Sequence[Question] = field(default_factory=tuple)

    @cached_property
    def _places(self) -> dict[str, int]:
        places: dict[str, int] = {}
        for place, question in enumerate(self.questions):
            places.setdefault(name_key(question.name), place)
        return places

    def place_of(self, name: str) -> int | None:
        """Return the place of the question called `name`, in any spelling; None when there is none."""
        return self._places.get(name_key(name)) if name.strip() else None

    def step(self, path: Sequence[str]) -> Step | None:
        """Return the step that the answers of `path` lead to; None when no such answers were given."""
        place: int | None = 0 if self.questions else None
        chosen: list[Chosen] = []
        for depth, slug in enumerate(path):
            if place is None or depth >= len(self.questions):
                return None
            question = self.questions[place]
            if slug not in question.slugs:
                return None
            answer = question.answers[question.slugs.index(slug)]
            chosen.append(Chosen(question, answer, tuple(path[:depth])))
            place = self.place_of(answer.next)
        question_here = self.questions[place] if place is not None else None
        remaining = self._longest.get(place, 0) if place is not None else 0
        return Step(tuple(path), tuple(chosen), question_here, remaining)

    def problems(self) -> list[Problem]:
        """Return everything that is wrong, in the order of the questions."""
        found: list[Problem] = []
        for place, question in enumerate(self.questions):
            if self._places.get(name_key(question.name)) != place:
                found.append(Problem("same_name", place, words=question.name))
            for number, answer in enumerate(question.answers):
                found += self._problems_of(place, number, answer)
        reached = {0} | {to for place in range(len(self.questions)) for _number, to in self._ways(place)}
        found += [
            Problem("never_asked", place, words=question.name)
            for place, question in enumerate(self.questions)
            if place not in reached and self._places.get(name_key(question.name)) == place
        ]
        return found

    def _problems_of(self, place: int, number: int, answer: Answer) -> Iterator[Problem]:
        if not answer.next.strip():
            if not answer.ends_well:
                yield Problem("dead_end", place, number, answer.words)
            return
        if answer.procedures:
            yield Problem("two_ways", place, number, answer.words)
        target = self.place_of(answer.next)
        if target is None:
            yield Problem("no_such_question", place, number, answer.next)
        elif place in self._below(target):
            yield Problem("loop", place, number, answer.next)

    def _ways(self, place: int) -> list[tuple[int, int]]:
        """Return (number of the answer, place of the question that it leads to)."""
        targets = ((n, self.place_of(answer.next)) for n, answer in enumerate(self.questions[place].answers))
        return [(number, target) for number, target in targets if target is not None]

    def _below(self, place: int) -> set[int]:
        """Return the questions that may follow from the one at `place`, itself included."""
        seen, waiting = {place}, [place]
        while waiting:
            for _number, target in self._ways(waiting.pop()):
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return seen

    @cached_property
    def _longest(self) -> dict[int, int]:
        """For each question how many more may follow; a loop, which is refused, counts as an end."""
        known: dict[int, int] = {}

        def longest(place: int, above: frozenset[int]) -> int:
            if place not in known:
                ways = {to for _number, to in self._ways(place) if to not in above}
                known[place] = max((1 + longest(to, above | {to}) for to in ways), default=0)
            return known[place]

        for place in range(len(self.questions)):
            longest(place, frozenset({place}))
        return known
