"""Whatever editors, decisions and time do: on each day one version is in force, and none only before the first.

An oracle that knows only what was published and decided says which text and which end should hold on a day.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from procedures.lifecycle.timeline import End, Text, timeline
from procedures.models import DecisionEntry, ProcedureVersion
from procedures.models.publication import remove_version
from tests.factories.pages import build_site
from tests.procedures.living import TODAY, apply, decide, draft, fresh, on

DAYS = [TODAY + timedelta(days=offset) for offset in (-400, -40, -3, -1, 0, 1, 2, 5, 30)]
days = st.sampled_from(DAYS)
ends = st.builds(
    lambda change, decision: End(change, f"{decision}/QĐ", TODAY, decision),
    st.sampled_from(["abolished", "replaced"]),
    st.integers(1, 5),
)
texts = st.builds(
    lambda words: Text({"conditions": words, "state": "amended", "decision_number": ""}, "amended"),
    st.text("ab"),
)


@given(st.dictionaries(days, texts), st.dictionaries(days, ends))
def test_a_timeline_has_one_version_a_day_and_none_only_before_the_first_text(published, decided):
    found = timeline(published, decided)
    begins = [version.day for version in found]
    assert begins == sorted(set(begins))
    first = min(published, default=date.max)
    assert set(begins) == {day for day in published.keys() | decided.keys() if day >= first}
    for version in found:
        end = decided.get(version.day)
        last = max(day for day in published if day <= version.day)
        assert version.end == end
        assert version.record["conditions"] == published[last].record["conditions"]
        assert version.change == version.record["state"] == (end.change if end else published[last].state)


@dataclass
class Ended:
    """An end as the oracle knows it."""

    entry: int
    day: date
    change: str


class Life(RuleBasedStateMachine):
    """One procedure, its decisions, and time."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        build_site()
        self.texts: dict[date, str] = {}
        self.ends: list[Ended] = []
        self.count = 0
        self.draft = ""
        self.taken_down = False
        self.returns: set[date] = (
            set()
        )  # days on which what was approved after it was taken down brings it back
        self.today = TODAY
        self.travel(TODAY)

    def travel(self, day: date) -> None:
        if hasattr(self, "clock"):
            self.clock.stop()
        self.clock = on(day)
        self.clock.start()
        self.today = day

    def teardown(self) -> None:
        self.clock.stop()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.page = draft(conditions="nháp")

    # What may happen

    def _write(self, day: date | None) -> Any:
        self.count += 1
        text = fresh(self.page).get_latest_revision_as_object()
        text.conditions, text.state = f"lần {self.count}", "amended"
        text.effective_from, text.announced_on = day, None
        return text

    @rule(day=st.one_of(st.none(), days))
    def publish(self, day: date | None) -> None:
        text = self._write(day)
        text.save_revision().publish()
        self.texts[day or self.today] = text.conditions
        self.draft = ""
        if (day or self.today) <= self.today:
            self.taken_down = False
        elif self.taken_down:
            self.returns.add(day or self.today)

    @rule(day=days)
    def write_a_draft(self, day: date) -> None:
        text = self._write(day)
        text.save_revision()
        self.draft = text.conditions

    @rule(day=days, change=st.sampled_from(["abolished", "replaced"]))
    def decide(self, day: date, change: str) -> None:
        self.count += 1
        decision = decide(change, self.page, day, number=f"{self.count}/QĐ", issued_on=date(2025, 1, 1))
        self.ends.append(Ended(decision.entries.get().pk, day, change))

    def _entry(self, choice: int) -> tuple[Ended, DecisionEntry]:
        end = self.ends[choice % len(self.ends)]
        return end, DecisionEntry.objects.select_related("decision").get(pk=end.entry)

    @precondition(lambda self: self.ends)
    @rule(choice=st.integers(0, 9), whole=st.booleans())
    def take_back(self, choice: int, whole: bool) -> None:
        end, entry = self._entry(choice)
        if whole:
            entry.decision.delete()
        else:
            entry.delete()
        self.ends.remove(end)

    @precondition(lambda self: self.ends)
    @rule(choice=st.integers(0, 9), day=days)
    def move_the_end(self, choice: int, day: date) -> None:
        end, entry = self._entry(choice)
        entry.decision.effective_on = day
        entry.decision.save()
        end.day = day

    @precondition(lambda self: self.ends)
    @rule(choice=st.integers(0, 9), change=st.sampled_from(["abolished", "replaced"]))
    def change_the_end(self, choice: int, change: str) -> None:
        end, entry = self._entry(choice)
        entry.action = change
        entry.save()
        end.change = change

    @precondition(lambda self: len([day for day in self.texts if day <= self.today]) > 1)
    @rule(choice=st.integers(0, 9))
    def remove_a_version(self, choice: int) -> None:
        day = sorted(self.texts)[choice % len(self.texts)]
        remove_version(ProcedureVersion.objects.get(procedure=self.page, valid_from=day))
        del self.texts[day]
        self.returns.discard(day)

    @rule()
    def take_down(self) -> None:
        page = fresh(self.page)
        if page.live:
            page.unpublish()
            self.texts = {day: text for day, text in self.texts.items() if day <= self.today}
            self.taken_down, self.returns = True, set()

    @rule(later=st.sampled_from([1, 2, 40]))
    def time_passes(self, later: int) -> None:
        self.travel(self.today + timedelta(days=later))
        apply()
        if any(day <= self.today for day in self.returns):
            self.taken_down, self.returns = False, set()

    # What must always hold

    def expected(self, day: date) -> tuple[str, str] | None:
        """Return the text and the state that should be in force on `day`."""
        begun = [text for text in self.texts if text <= day]
        if not begun:
            return None
        first, last = min(self.texts), max(begun)
        ended = [end for end in self.ends if first <= end.day <= day and end.day >= last]
        if not ended:
            return self.texts[last], "amended"
        latest = max(end.day for end in ended)
        # Of several on one day the one whose row is newest counts: they are signed on one day here.
        newest = max((end for end in ended if end.day == latest), key=lambda end: end.entry)
        return self.texts[last], newest.change

    @invariant()
    def one_version_is_in_force_on_each_day(self) -> None:
        for day in [*DAYS, self.today, TODAY - timedelta(days=500), TODAY + timedelta(days=500)]:
            found = list(ProcedureVersion.objects.filter(procedure=self.page).in_force(day))
            expected = self.expected(day)
            told = [(row.record["conditions"], row.change) for row in found]
            assert told == ([expected] if expected else []), day
            assert [row.record["state"] for row in found] == [row.change for row in found]
            assert fresh(self.page).version_on(day) == (found[0] if found else None)

    @invariant()
    def the_row_mirrors_the_version_in_force(self) -> None:
        page = fresh(self.page)
        expected = self.expected(self.today)
        assert page.live == (expected is not None and not self.taken_down)
        if page.live:
            assert page.record().to_dict() == page.current_version.record
            assert (page.conditions, page.state) == expected

    @invariant()
    def the_editors_draft_is_where_it_was(self) -> None:
        page = fresh(self.page)
        if self.draft:
            assert page.has_unpublished_changes
            assert page.get_latest_revision_as_object().conditions == self.draft

    @invariant()
    def nothing_is_overdue(self) -> None:
        assert not ProcedureVersion.objects.due(self.today).filter(is_text=True).exists()


@pytest.mark.django_db
def test_a_procedures_life():
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=30,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
