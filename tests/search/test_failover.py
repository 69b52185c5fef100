"""A request with a search server: the server answers all of it, or the database does."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from portal.search import outbox
from portal.search.breaker import Breaker, State, Unavailable
from portal.search.engines.base import Candidate, Matches
from portal.search.engines.failover import LIMIT, Failover, Link, ServerRequest, on_one_engine
from portal.search.models import OutboxEntry, ServerIndex

pytestmark = pytest.mark.django_db

#: what is asked means nothing to these engines
PLAN = object()


class OneRow:
    """An engine with one row, by which its answers are known."""

    def __init__(self, name: str, pk: int) -> None:
        self.name, self.pk = name, pk
        self.asked: list[str] = []

    def candidates(self, plan, limit, sets=None):
        return [Candidate(self.pk, *self._asked("candidates", ["page", 1, "", "", ""]))]

    def matches(self, plan, among):
        return Matches(self._asked("matches", {self.pk: 1}))

    def more(self, plan, sets, without, start, stop):
        return self._asked("more", [self.pk])

    def _asked(self, name, answer):
        self.asked.append(name)
        return answer


class Server(OneRow):
    """Fails from call number `fails_from` on; each answer takes `takes` seconds of `clock`."""

    def __init__(self, fails_from: int = 99) -> None:
        super().__init__("elasticsearch", 1)
        self.fails_from = fails_from
        self.hidden: frozenset[int] = frozenset()
        self.given: list[float] = []

    def within(self, seconds):
        self.given.append(seconds)
        return self

    def without(self, pks):
        self.hidden = frozenset(pks)
        return self

    def ping(self):
        raise Unavailable("unreachable")

    def _asked(self, name, answer):
        super()._asked(name, answer)
        if len(self.asked) >= self.fails_from:
            raise Unavailable("unreachable")
        return answer


@pytest.fixture(autouse=True)
def served(db):
    ServerIndex.objects.create(name="portal-1", analysis_version=1, is_serving=True)


@pytest.fixture
def database():
    return OneRow("database", 2)


def link_to(server: Server) -> Link:
    return Link(server, Breaker(server.ping, aside=lambda work: None))


def whole_request(engine) -> set[int]:
    """Ask what a search asks; return which engine's rows were in the answer."""
    return {
        *(one.pk for one in engine.candidates(PLAN, 40)),
        *engine.matches(PLAN, [1, 2]).by_set,
        *engine.more(PLAN, None, [], 0, 10),
    }


def test_the_server_answers_everything_while_it_can(database):
    engine = Failover(link_to(Server()), database)
    assert on_one_engine(engine, whole_request) == {1}
    assert (engine.name, engine.degraded, database.asked) == ("elasticsearch", False, [])


@pytest.mark.parametrize("call", [1, 2, 3])
def test_a_failure_in_the_middle_starts_over_on_the_database(database, call):
    server = Server(fails_from=call)
    engine = Failover(link_to(server), database)
    assert on_one_engine(engine, whole_request) == {2}
    assert (engine.name, engine.degraded) == ("database", True)
    assert len(server.asked) == call


def test_whoever_does_not_start_over_meets_no_error_either(database):
    assert whole_request(Failover(link_to(Server(fails_from=3)), database)) == {1, 2}


def test_an_open_circuit_asks_neither_server_nor_outbox(database, django_assert_num_queries):
    server = Server(fails_from=1)
    link = link_to(server)
    for _ in range(3):
        Failover(link, database).candidates(PLAN, 40)
    assert link.breaker.state is State.OPEN
    engine = Failover(link, database)
    with django_assert_num_queries(0):
        assert whole_request(engine) == {2}
    assert engine.degraded
    assert len(server.asked) == 3


def test_the_outbox_is_read_once_a_request(database, django_assert_num_queries):
    engine = Failover(link_to(Server()), database)
    with django_assert_num_queries(2):
        whole_request(engine)


def test_what_the_server_has_not_heard_of_is_left_out(database, settings):
    settings.SEARCH_URL = "elasticsearch://127.0.0.1:9"
    outbox.note([5, 6])
    server = Server()
    engine = Failover(link_to(server), database)
    assert whole_request(engine) == {1}
    assert server.hidden == {5, 6}


def test_a_server_that_is_behind_is_not_asked_but_not_faulty_either(database, settings):
    settings.SEARCH_URL = "elasticsearch://127.0.0.1:9"
    outbox.note([5])
    OutboxEntry.objects.update(made_at=timezone.now() - outbox.BEHIND_AFTER - timedelta(seconds=1))
    server = Server()
    link = link_to(server)
    for _ in range(5):
        engine = Failover(link, database)
        assert whole_request(engine) == {2}
        assert engine.degraded
    assert (server.asked, link.breaker.state) == ([], State.CLOSED)
    OutboxEntry.objects.all().delete()
    assert whole_request(Failover(link, database)) == {1}


def test_a_slow_server_gets_no_more_than_its_time(database, monkeypatch):
    now = [0.0]
    monkeypatch.setattr("portal.search.engines.failover.time", SimpleNamespace(monotonic=lambda: now[0]))

    class Slow(Server):
        def _asked(self, name, answer):
            now[0] += LIMIT * 0.7
            return super()._asked(name, answer)

    server = Slow()
    engine = Failover(link_to(server), database)
    assert on_one_engine(engine, whole_request) == {2}
    # What is left is what the second call gets: one that is given 0.3 s ends by then, and there is no third.
    assert server.given == pytest.approx([LIMIT, LIMIT * 0.3])


def test_an_error_of_ours_is_not_taken_for_the_servers(database):
    class Wrong(Server):
        def _asked(self, name, answer):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        whole_request(Failover(link_to(Wrong()), database))


def test_other_questions_to_the_server_are_under_the_same_rules(settings):
    settings.SEARCH_URL = "elasticsearch://127.0.0.1:9"
    server = Server(fails_from=1)
    link = link_to(server)
    for _ in range(5):
        with pytest.raises(Unavailable):
            ServerRequest(link).ask(lambda one: one.candidates(PLAN, 40))
    assert len(server.asked) == 3
