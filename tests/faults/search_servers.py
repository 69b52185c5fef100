"""Search servers as they are when something is wrong with them; and one that is well, as far as a test needs it."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count


def closed_port() -> str:
    """Return the SEARCH_URL of a port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"elasticsearch://127.0.0.1:{probe.getsockname()[1]}"


@contextmanager
def silent_socket() -> Iterator[str]:
    """Give the SEARCH_URL of a socket that accepts everybody and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(200)
        yield f"opensearch://127.0.0.1:{listening.getsockname()[1]}"


@contextmanager
def dripping_socket(first: int | None = None) -> Iterator[str]:
    """Give the SEARCH_URL of a server that begins an answer and goes on with it a byte at a time, for six seconds.

    With `first` only so many calls are answered in this way; the others well, with an empty object.
    """
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(200)
        ended = threading.Event()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
        answered = count()

        def drip(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                if first is not None and next(answered) >= first:
                    return connection.sendall(head % 2 + b"{}")
                connection.sendall(head % 300)
                while not ended.wait(0.02):
                    connection.sendall(b" ")
            return None

        def accept() -> None:
            with suppress(OSError):
                while not ended.is_set():
                    threading.Thread(target=drip, args=(listening.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        try:
            yield f"elasticsearch://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            ended.set()


class SmallServer(ThreadingHTTPServer):
    """Takes documents as a search server does, and finds nothing by words.

    `fault` is what it answers instead: a status with a body, to paths that hold `only`; "cut" ends the connection in
    the middle of an answer.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.url = f"elasticsearch://127.0.0.1:{self.server_port}"
        self.indexes: dict[str, dict[str, dict]] = {}
        self.versions: dict[tuple[str, str], int] = {}
        self.aliases: dict[str, str] = {}
        self.fault: tuple[int, object] | str | None = None
        self.only = ""
        self.refuses: set[str] = set()
        self.asked: list[str] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of askers that were killed."""

    @property
    def documents(self) -> dict[str, dict]:
        """What the index that answers holds."""
        return self.indexes[self.aliases["portal"]]


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: SmallServer

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = self.path.partition("?")[0].strip("/")
        self.server.asked.append(f"{self.command} /{path}")
        fault = self.server.fault
        if fault and self.server.only in path:
            if fault == "cut":
                self.wfile.write(
                    b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"'
                )
                self.close_connection = True
                return None
            return self._send(*fault)
        return self._send(*self._well(path, body))

    do_GET = do_PUT = do_POST = do_DELETE = _answer

    def log_message(self, *args: object) -> None:
        """Keep the output of the tests clean."""

    def _send(self, status: int, answer: object) -> None:
        text = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        kind = "text/html" if isinstance(answer, bytes) else "application/json"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def _well(self, path: str, body: bytes) -> tuple[int, object]:
        first, _, rest = path.partition("/")
        server = self.server
        lines = [json.loads(line) for line in body.splitlines() if line.strip()]
        if first == "_alias":
            found = {server.aliases[rest]: {}} if rest in server.aliases else {}
            return (200, found) if found else (404, {"error": "alias missing"})
        if first == "_aliases":
            for action in lines[0]["actions"]:
                if "add" in action:
                    server.aliases[action["add"]["alias"]] = action["add"]["index"]
            return 200, {}
        if rest == "_bulk":
            return self._bulk(first.removesuffix("-write"), lines)
        if self.command == "PUT":
            server.indexes[first] = {}
            return 200, {}
        name = server.aliases.get(first, first)
        if name not in server.indexes:
            return 404, {"error": {"type": "index_not_found_exception"}}
        if self.command == "DELETE":
            del server.indexes[name]
        if rest == "_msearch":
            return 200, {"responses": [self._found(name, one) for one in lines[1::2]]}
        return 200, {name: {}}

    def _bulk(self, name: str, lines: list[dict]) -> tuple[int, object]:
        if name not in self.server.indexes:
            return 404, {"error": {"type": "index_not_found_exception"}}
        items, rest = [], iter(lines)
        for line in rest:
            [(action, place)] = line.items()
            document = next(rest) if action == "index" else None
            items.append({action: {"_id": place["_id"], "status": self._take(name, place, document)}})
        errors = any(list(item.values())[0]["status"] >= 300 for item in items)
        return 200, {"errors": errors, "items": items}

    def _take(self, name: str, place: dict, document: dict | None) -> int:
        key = place["_id"]
        if key in self.server.refuses:
            return 400
        if place["version"] < self.server.versions.get((name, key), 0):
            return 409
        self.server.versions[name, key] = place["version"]
        if document is None:
            self.server.indexes[name].pop(key, None)
        else:
            self.server.indexes[name][key] = document
        return 200

    def _found(self, name: str, asked: dict) -> dict:
        hits = []
        if "query" not in asked and asked.get("size"):
            after = (asked.get("search_after") or [0])[0]
            pks = sorted(int(key) for key in self.server.indexes[name])
            hits = [{"fields": {"pk": [pk]}} for pk in pks if pk > after][: asked["size"]]
        empty = {"types": {"buckets": []}, "sets": {"buckets": []}}
        return {"timed_out": False, "_shards": {"failed": 0}, "hits": {"hits": hits}, "aggregations": empty}


@contextmanager
def small_server() -> Iterator[SmallServer]:
    """Give a `SmallServer` that runs while the block does."""
    with SmallServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
