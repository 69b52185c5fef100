"""The circuit breaker: opens after three failures, asks again by itself, nobody waits for that."""

import threading

import pytest

from portal.search.breaker import Breaker, State, Unavailable


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


class Server:
    """Answers, or fails with a reason; counts what it is asked."""

    def __init__(self) -> None:
        self.fault = ""
        self.calls = 0
        self.pings = 0

    def answer(self) -> str:
        self.calls += 1
        if self.fault:
            raise Unavailable(self.fault)
        return "found"

    def ping(self) -> None:
        self.pings += 1
        if self.fault:
            raise Unavailable(self.fault)


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def breaker(server, clock):
    return Breaker(server.ping, retry_after=1, longest=4, clock=clock, aside=lambda work: work())


def ask(breaker, server, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(Unavailable):
            breaker.call(server.answer)


def test_three_failures_in_a_row_open_it_and_the_server_is_left_alone(breaker, server):
    server.fault = "timeout"
    ask(breaker, server, 10)
    assert (breaker.state, breaker.reason) == (State.OPEN, "timeout")
    assert (server.calls, server.pings) == (3, 0)


def test_failures_that_are_not_in_a_row_leave_it_closed(breaker, server):
    for _ in range(5):
        server.fault = "timeout"
        ask(breaker, server, 2)
        server.fault = ""
        assert breaker.call(server.answer) == "found"
    assert (breaker.state, breaker.reason) == (State.CLOSED, "")


def test_another_error_than_the_servers_is_no_failure_of_it(breaker):
    for _ in range(5):
        with pytest.raises(ZeroDivisionError):
            breaker.call(lambda: 1 / 0)
    assert breaker.state is State.CLOSED


def test_it_asks_again_after_ever_longer_pauses(breaker, server, clock):
    server.fault = "unreachable"
    ask(breaker, server, 3)
    asked_at = []
    for _ in range(40):
        clock.now += 0.5
        before = server.pings
        ask(breaker, server)
        if server.pings > before:
            asked_at.append(clock.now - 100)
    assert asked_at == [1, 3, 7, 11, 15, 19]
    assert server.calls == 3


def test_it_closes_once_the_server_answers_a_question_again(breaker, server, clock):
    server.fault = "unreachable"
    ask(breaker, server, 3)
    server.fault = ""
    clock.now += 1
    assert breaker.lets_through()
    assert breaker.state is State.HALF_OPEN
    assert breaker.call(server.answer) == "found"
    assert (breaker.state, breaker.reason) == (State.CLOSED, "")
    server.fault = "timeout"
    ask(breaker, server, 2)
    assert breaker.state is State.CLOSED


def test_half_open_one_failure_is_enough(breaker, server, clock):
    server.fault = "status 503"
    ask(breaker, server, 3)
    server.fault = ""
    clock.now += 1
    assert breaker.lets_through()
    server.fault = "status 503"
    ask(breaker, server)
    assert (breaker.state, server.calls) == (State.OPEN, 4)
    ask(breaker, server)
    assert server.calls == 4


def test_readers_go_on_while_it_asks_again(server, clock):
    """The ping hangs in a thread of its own, and only one is sent at a time."""
    begun, may_end = threading.Event(), threading.Event()

    def ping() -> None:
        server.pings += 1
        begun.set()
        may_end.wait(10)

    breaker = Breaker(ping, retry_after=1, clock=clock)
    server.fault = "timeout"
    ask(breaker, server, 3)
    clock.now += 1
    ask(breaker, server, 20)
    assert begun.wait(10)
    assert (server.pings, server.calls, breaker.state) == (1, 3, State.OPEN)
    may_end.set()


def test_many_threads_at_once_open_it_once(server, caplog):
    breaker = Breaker(server.ping, aside=lambda work: None)
    server.fault = "timeout"
    threads = [threading.Thread(target=ask, args=(breaker, server, 5)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert breaker.state is State.OPEN
    assert caplog.text.count("The search server fails") == 1


def test_a_late_answer_of_an_earlier_call_does_not_close_it(breaker, server):
    def slow() -> str:
        server.fault = "timeout"
        ask(breaker, server, 3)
        return "found"

    assert breaker.call(slow) == "found"
    assert breaker.state is State.OPEN
