"""What the search server must still hear of is kept with the change itself, and sent until it has been taken."""

import contextlib
import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from portal.search import outbox
from portal.search.breaker import Unavailable
from portal.search.engines import server_index
from portal.search.feeder import POLL, Feeder
from portal.search.models import OutboxEntry, ServerIndex
from portal.text.tokens import ANALYSIS_VERSION

pytestmark = pytest.mark.django_db


class Receiver:
    """Takes what it is sent, keeps the higher version, and fails as it is told to."""

    def __init__(self) -> None:
        self.has: dict[int, int] = {}
        self.sent: list[dict[int, int]] = []
        self.fault: Exception | None = None
        self.refuses: set[int] = set()

    def send(self, versions):
        self.sent.append(dict(versions))
        if self.fault:
            raise self.fault
        for pk, version in versions.items():
            if pk not in self.refuses:
                self.has[pk] = max(version, self.has.get(pk, 0))
        return self.refuses & versions.keys()


@pytest.fixture(autouse=True)
def with_a_server(settings):
    settings.SEARCH_URL = "elasticsearch://127.0.0.1:9"


@pytest.fixture
def receiver():
    return Receiver()


def test_a_build_that_fails_holds_up_no_change(receiver):
    def tend():
        raise Unavailable("status 400")

    receiver.tend = tend
    feeder = Feeder(receiver, threading.Event())
    for pk in range(1, 6):
        outbox.note([pk])
        assert feeder.turn() == POLL
        assert (pk in receiver.has, outbox.length(), feeder.fault) == (True, 0, "status 400")


def test_a_half_built_index_that_misses_a_change_holds_up_no_other_and_is_begun_anew(monkeypatch):
    ServerIndex.objects.create(name="half", analysis_version=ANALYSIS_VERSION)
    ServerIndex.objects.create(name="answers", analysis_version=ANALYSIS_VERSION - 1, is_serving=True)
    written = []

    def write(client, name, changes):
        written.append(name)
        return {5} if name == "half" else set()

    monkeypatch.setattr(server_index, "_write", write)
    assert server_index.send(None, {5: 1}) == []
    assert server_index.send(None, {6: 2}) == []
    assert written == ["answers", "half", "answers"]
    half = ServerIndex.objects.get(name="half")
    with pytest.raises(Unavailable):
        server_index._turn_to(None, half)


def test_without_a_server_nothing_is_noted(settings):
    settings.SEARCH_URL = ""
    outbox.note([1, 2])
    assert outbox.length() == 0


def test_a_command_that_was_started_without_the_server_notes_for_the_one_there_is(settings):
    ServerIndex.objects.create(name="portal-1", analysis_version=1, is_serving=True)
    settings.SEARCH_URL = ""
    outbox.note([1, 2])
    assert outbox.pending_pks() == [1, 2]
    outbox.forget_server()
    outbox.note([3])
    assert outbox.length() == 0


def test_a_change_that_is_rolled_back_is_not_sent(receiver):
    with transaction.atomic():
        outbox.note([1])
        transaction.set_rollback(True)
    assert outbox.drain(receiver) == 0
    assert receiver.sent == []


def test_changes_are_sent_once_and_in_order(receiver):
    outbox.note([5, 3])
    outbox.note([9])
    assert outbox.pending_pks() == [5, 3, 9]
    assert outbox.drain(receiver) == 3
    assert [list(sent) for sent in receiver.sent] == [[5, 3, 9]]
    assert (outbox.pending_pks(), outbox.drain(receiver)) == ([], 0)


def test_an_item_that_changes_often_is_sent_once_with_its_last_version(receiver):
    for _ in range(4):
        outbox.note([7])
    last = OutboxEntry.objects.latest("pk").pk
    assert outbox.drain(receiver) == 4
    assert receiver.sent == [{7: last}]


def test_versions_grow_although_entries_are_deleted(receiver):
    for _ in range(3):
        outbox.note([7])
        outbox.drain(receiver)
    versions = [sent[7] for sent in receiver.sent]
    assert versions == sorted(set(versions))


def test_nothing_is_lost_while_the_server_is_down(receiver):
    outbox.note([1, 2])
    receiver.fault = Unavailable("unreachable")
    for _ in range(3):
        with pytest.raises(Unavailable):
            outbox.drain(receiver)
        outbox.note([3])
    receiver.fault = None
    assert outbox.drain(receiver) == 5
    assert set(receiver.has) == {1, 2, 3}


def test_what_the_server_refuses_stays_and_holds_up_nothing_else(receiver):
    receiver.refuses = {2}
    outbox.note([1, 2, 3])
    with pytest.raises(Unavailable):
        outbox.drain(receiver)
    assert outbox.pending_pks() == [2]
    outbox.note([4])
    with pytest.raises(Unavailable):
        outbox.drain(receiver)
    assert set(receiver.has) == {1, 3, 4}
    receiver.refuses = set()
    assert outbox.drain(receiver) == 1
    assert outbox.pending_pks() == []


def test_what_changes_while_it_is_sent_is_sent_again(receiver):
    outbox.note([1])

    class Slow(Receiver):
        def send(self, versions):
            outbox.note([1])
            return super().send(versions)

    outbox.drain(Slow())
    assert outbox.pending_pks() == [1]
    outbox.drain(receiver)
    assert set(receiver.has) == {1}


def test_two_feeders_at_once_do_no_harm(receiver):
    outbox.note([1, 2])

    class Overtaken(Receiver):
        def send(self, versions):
            outbox.note([2])
            outbox.drain(receiver)
            return receiver.send(versions)

    outbox.drain(Overtaken())
    assert outbox.pending_pks() == []
    assert receiver.has[2] == max(sent[2] for sent in receiver.sent)


@pytest.fixture
def served():
    ServerIndex.objects.create(name="portal-1", analysis_version=1, is_serving=True)


def test_a_server_that_has_heard_of_all_is_not_behind(served):
    assert outbox.waiting() == outbox.Waiting()


def test_a_server_without_a_whole_index_of_this_database_is_behind():
    assert outbox.waiting().behind
    ServerIndex.objects.create(name="portal-2", analysis_version=1)
    assert outbox.waiting().behind


def test_what_has_just_changed_waits_but_the_server_may_answer(served):
    outbox.note([1, 2])
    assert outbox.waiting() == outbox.Waiting(frozenset({1, 2}), behind=False)


def test_a_server_is_behind_when_a_change_waits_for_long(served):
    outbox.note([1])
    OutboxEntry.objects.update(made_at=timezone.now() - outbox.BEHIND_AFTER - timedelta(seconds=1))
    outbox.note([2])
    assert outbox.waiting().behind


def test_a_server_is_behind_when_very_many_changes_wait(served, django_assert_num_queries):
    outbox.note(range(outbox.BATCH))
    assert not outbox.waiting().behind
    outbox.note([0])
    with django_assert_num_queries(2):
        waiting = outbox.waiting()
    assert waiting.behind
    assert len(waiting.items) <= outbox.BATCH


def test_more_than_one_batch_is_worked_off_batch_by_batch(receiver):
    outbox.note(range(25))
    assert [outbox.drain(receiver, 10) for _ in range(4)] == [10, 10, 5, 0]
    assert list(receiver.has) == list(range(25))


class Life(RuleBasedStateMachine):
    """Items change, feeders run, the server fails before or after it took a batch, or refuses an item."""

    items = st.integers(0, 5)

    def __init__(self) -> None:
        super().__init__()
        OutboxEntry.objects.all().delete()
        self.state: dict[int, int] = {}
        self.server: dict[int, tuple[int, int]] = {}

    @rule(pks=st.lists(items, min_size=1, max_size=4))
    def change(self, pks):
        for pk in pks:
            self.state[pk] = self.state.get(pk, 0) + 1
        outbox.note(pks)

    @rule(limit=st.integers(1, 6), fault=st.sampled_from(["", "before", "after"]), refused=st.sets(items))
    def feed(self, limit, fault, refused):
        machine = self

        class Server:
            def send(self, versions):
                if fault == "before":
                    raise Unavailable("unreachable")
                for pk, version in versions.items():
                    if pk not in refused and version > machine.server.get(pk, (0, 0))[0]:
                        machine.server[pk] = (version, machine.state[pk])
                if fault == "after":
                    raise Unavailable("timeout")
                return refused & versions.keys()

        with contextlib.suppress(Unavailable):
            outbox.drain(Server(), limit)

    @invariant()
    def what_the_server_has_not_is_known(self):
        pending = set(outbox.pending_pks())
        for pk, state in self.state.items():
            assert pk in pending or self.server[pk][1] == state


def test_in_every_order_of_events_the_server_has_it_or_it_waits():
    run_state_machine_as_test(Life, settings=settings(max_examples=40, stateful_step_count=12, deadline=None))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 2**62), max_size=30))
def test_any_ids_may_be_noted(pks):
    OutboxEntry.objects.all().delete()
    outbox.note(pks)
    assert outbox.pending_pks() == list(dict.fromkeys(pks))
