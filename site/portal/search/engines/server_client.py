"""HTTP to a search server: plain JSON that Elasticsearch and OpenSearch both speak.

`elastic_transport` is the lower half of the `elasticsearch` package; its upper half refuses OpenSearch.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from elastic_transport import (
    ConnectionTimeout,
    NodeConfig,
    SerializationError,
    TlsError,
    Transport,
    TransportError,
)
from elastic_transport.client_utils import basic_auth_to_header

from ..breaker import Unavailable

T = TypeVar("T")

KINDS = ("elasticsearch", "opensearch")
#: the alias that answers where SEARCH_URL names none
ALIAS = "portal"
#: seconds that a search may take
LIMIT = 1.0
#: seconds that building and feeding, which nobody waits for, may take
PATIENCE = 60.0

#: the reason of `Unavailable` when the server hasn't got an index of ours
MISSING = "index missing"

# Every failure is ours to tell, once, in our own words.
for _name in ("transport", "node", "node_pool"):
    logging.getLogger(f"elastic_transport.{_name}").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Address:
    """A SEARCH_URL: `elasticsearch://host:9200`, with `+https`, `user:password@` and `/alias` where they are needed."""

    kind: str
    alias: str
    node: NodeConfig = field(repr=False)


def read_address(url: str) -> Address:
    """Return what a SEARCH_URL says; raise `ImproperlyConfigured` when it is none."""
    parts = urlsplit(url)
    kind, _, security = parts.scheme.partition("+")
    try:
        port = parts.port or 9200
    except ValueError:
        port = 0
    if kind not in KINDS or security not in ("", "https") or not parts.hostname or not port:
        raise ImproperlyConfigured(
            "SEARCH_URL must look like elasticsearch://host:9200 or opensearch://host:9200"
        )
    headers = {}
    if parts.username:
        pair = (unquote(parts.username), unquote(parts.password or ""))
        headers["authorization"] = basic_auth_to_header(pair)
    node = NodeConfig(
        scheme=security or "http",
        host=parts.hostname,
        port=port,
        headers=headers,
        request_timeout=LIMIT,
        connections_per_node=10,
    )
    return Address(kind, parts.path.strip("/") or ALIAS, node)


class Client:
    """Asks one server. Whatever goes wrong, it raises `Unavailable`."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._transport = self._connected()

    def _connected(self) -> Transport:
        return Transport([self.address.node], max_retries=0, meta_header=False)

    def ask(
        self, method: str, path: str, body: Any = None, *, seconds: float = LIMIT, absent: bool = False
    ) -> dict[str, Any]:
        """Return the JSON that the server answers; with `absent`, nothing when it answers 404.

        A list is sent a line each, as bulk and msearch want it.
        """
        kind = "application/x-ndjson" if isinstance(body, list) else "application/json"
        headers = {"accept": "application/json"} | ({"content-type": kind} if body is not None else {})
        transport = self._transport

        def asked() -> Any:
            return transport.perform_request(
                method, path, body=body, headers=headers, request_timeout=seconds
            )

        with _told():
            try:
                answer = _within(seconds, asked)
            except Late:
                # The call that was left behind keeps its connection: the others must not wait for it.
                self._transport = self._connected()
                raise
        status = answer.meta.status
        if status == 404 and absent:
            return {}
        if status >= 300:
            raise Unavailable(MISSING if status == 404 else f"status {status}")
        if not isinstance(answer.body, dict):
            raise Unavailable("not understood")
        return answer.body

    def search(self, alias: str, searches: list[dict[str, Any]], *, seconds: float = LIMIT) -> list[Any]:
        """Return the answers to several searches, in one round trip; all of them whole."""
        lines: list[Any] = []
        for one in searches:
            lines += [{}, one | {"timeout": f"{max(int(seconds * 1000), 1)}ms"}]
        found = self.ask(
            "POST",
            f"/{alias}/_msearch?filter_path={_READ}",
            lines,
            seconds=seconds,
        )
        with understood():
            answers = found["responses"]
            if len(answers) != len(searches):
                raise Unavailable("not understood")
            for answer in answers:
                if error := answer.get("error"):
                    missing = error.get("type") == "index_not_found_exception"
                    raise Unavailable(MISSING if missing else f"error {error.get('type')}")
                if answer["timed_out"]:
                    raise Unavailable("timeout")
                if answer["_shards"]["failed"]:
                    raise Unavailable("half an answer")
            return answers


_READ = ",".join(
    f"responses.{part}"
    for part in (
        "error",
        "timed_out",
        "_shards.failed",
        "hits.total.value",
        "hits.hits._score",
        "hits.hits.fields",
        "aggregations",
    )
)


def hits(answer: dict[str, Any]) -> list[Any]:
    """Return the rows of an answer: where nothing was found, it doesn't even say so."""
    return answer.get("hits", {}).get("hits", [])


@contextmanager
def understood() -> Iterator[None]:
    """Take an answer of another shape than agreed for a failure of the server."""
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise Unavailable("not understood") from error


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except ConnectionTimeout as error:
        raise Unavailable("timeout") from error
    except TlsError as error:
        raise Unavailable("not trusted") from error
    except SerializationError as error:
        raise Unavailable("not understood") from error
    except TransportError as error:
        raise Unavailable("unreachable") from error


class Late(Unavailable):
    """A call took longer than its limit and was left behind."""


def _within(seconds: float, work: Callable[[], T]) -> T:
    """Return `work()`; raise `Late` when it takes longer.

    The limits of a socket hold for each of its reads: a server that says a byte now and then would keep a reader for
    ever. Such a call is left behind in its thread; the circuit opens after three.
    """
    answer: Future[T] = Future()

    def aside() -> None:
        try:
            answer.set_result(work())
        except BaseException as error:
            answer.set_exception(error)

    try:
        threading.Thread(target=aside, name="search-server-call", daemon=True).start()
    except RuntimeError as error:
        raise Unavailable("no thread is free") from error
    try:
        return answer.result(seconds)
    except TimeoutError as late:
        raise Late("timeout") from late


def client(url: str) -> Client:
    """Return this process's client of a SEARCH_URL: connections are kept, and not shared with forks."""
    return _client(url, os.getpid())


@cache
def _client(url: str, process: int) -> Client:
    return Client(read_address(url))
