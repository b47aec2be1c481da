"""Requests to an endpoint: tried again where that helps, one sentence for each failure, credentials kept at home."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import requests

from graph.addresses import Addresses
from graph.answers import StoreError
from graph.endpoint import Endpoint
from graph.publish import publish
from graph.wire import TRIES, Credentials, Wire

Answer = tuple[int, dict[str, str], bytes]
PASSWORD = "do-not-tell"


class Recorder:
    """A server that gives the answers that a test lists, the last again and again, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.most = 0
        self.silent = threading.Event()
        self.silent.set()
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                recorder.asked.append((self.command, self.path, dict(self.headers), body))
                status, headers, text = recorder.answers.pop(0) if len(recorder.answers) > 1 else recorder.answers[0]
                if not status:
                    self.close_connection = True
                    return
                recorder.silent.wait(10)
                if recorder.most and len(body) > recorder.most:
                    status, headers, text = 413, {}, b"<h1>413 Request Entity Too Large</h1>"
                self.send_response(status)
                for name, value in {"Content-Length": str(len(text)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - as http.server calls them

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self.url = f"http://127.0.0.1:{self.port}"


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    made = Recorder()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


TRUE = b'{"head": {}, "boolean": true}'


def endpoint(
    url: str, credentials: Credentials | None = None, pause: Callable[[float], None] = lambda _: None
) -> Endpoint:
    return Endpoint(Addresses.of(url), Wire(credentials or Credentials(), pause))


def test_what_may_pass_is_tried_again_with_longer_pauses(recorder: Recorder) -> None:
    recorder.answers = [(503, {}, b""), (0, {}, b""), (429, {"Retry-After": "7"}, b""), (200, {}, TRUE)]
    pauses: list[float] = []
    assert endpoint(recorder.url, pause=pauses.append).query("ASK {}").rows == ((True,),)
    assert pauses == [0.5, 1.0, 7.0]
    recorder.answers = [(503, {}, b"<html><style>x{}</style><b>too busy</b></html>")]
    pauses.clear()
    with pytest.raises(StoreError, match=r"503 Service Unavailable: too busy$") as caught:
        endpoint(recorder.url, pause=pauses.append).query("ASK {}")
    assert len(pauses) == TRIES - 1
    assert "\n" not in str(caught.value)


def test_what_will_not_pass_is_not_tried_again(recorder: Recorder) -> None:
    recorder.answers = [(400, {}, b"line 1:\n  no such thing")]
    with pytest.raises(StoreError, match=r"400 Bad Request: line 1: no such thing$"):
        endpoint(recorder.url).query("ASK {}")
    assert len(recorder.asked) == 1


def test_nobody_there_is_one_sentence(recorder: Recorder) -> None:
    recorder.answers = [(0, {}, b"")]
    with pytest.raises(StoreError, match="does not answer, 5 times asked; is the endpoint"):
        endpoint(recorder.url).query("ASK {}")


def test_an_answer_that_takes_too_long_is_not_asked_for_again(recorder: Recorder) -> None:
    recorder.answers = [(200, {}, TRUE)]
    recorder.silent.clear()
    slow = Endpoint(Addresses.of(recorder.url), Wire(Credentials(), patience=0.2))
    with pytest.raises(StoreError, match=r"gave no answer in 0\.2 seconds"):
        slow.query("ASK {}")
    recorder.silent.set()
    assert len(recorder.asked) == 1


def test_a_server_that_dies_in_the_middle_of_a_build(recorder: Recorder) -> None:
    none = b'{"head": {"vars": ["code"]}, "results": {"bindings": []}}'
    recorder.answers = [
        (200, {}, none),
        (200, {}, none.replace(b'"code"', b'"graph", "digest"')),
        (204, {}, b""),
        (0, {}, b""),
    ]
    with pytest.raises(
        StoreError, match=r"does not answer, 5 times asked.*what was sent stays; the next build goes on"
    ):
        publish(endpoint(recorder.url), "SEC", lambda: ['<a:s> <a:p> "1" <a:g> .\n'])


def test_an_address_where_nothing_is(recorder: Recorder) -> None:
    recorder.answers = [(404, {}, b"POST /x is not supported")]
    with pytest.raises(
        StoreError, match=r"404 Not Found: POST /x is not supported; is the address of the store right\?"
    ):
        endpoint(recorder.url).query("ASK {}")


def test_what_is_too_large_for_an_endpoint_goes_in_parts(recorder: Recorder) -> None:
    recorder.answers = [(204, {}, b"")]
    recorder.most = 30_000
    triples = [f'<a:{number}> <a:p> "{"x" * 100}" ' for number in range(1_000)]
    store = endpoint(f"{recorder.url}/ds")
    store.replace_graph("a:g", (f"{one}<a:g> .\n" for one in triples))
    taken = [(method, body) for method, _, _, body in recorder.asked if len(body) <= recorder.most]
    assert b"".join(body for _, body in taken).decode() == "".join(f"{one}.\n" for one in triples)
    assert [method for method, _ in taken] == ["PUT"] + ["POST"] * (len(taken) - 1)
    recorder.asked.clear()
    store.load(f"{one}<a:g> .\n" for one in triples)
    assert all(len(body) <= recorder.most for _, _, _, body in recorder.asked)  # what was learned is not tried again
    recorder.most = 50
    with pytest.raises(StoreError, match=r"cannot be written: .* says 413"):
        store.load(f"{one}<a:g> .\n" for one in triples)


@pytest.mark.parametrize("known_by", ["address", "answer"])
def test_oxigraph_takes_many_graphs_at_once(recorder: Recorder, known_by: str) -> None:
    recorder.answers = [(200, {"Server": "Oxigraph/0.5.13"}, TRUE)]
    parts = {"query": f"{recorder.url}/q", "update": f"{recorder.url}/u", "graphs": f"{recorder.url}/store"}
    store = Endpoint(Addresses.of(recorder.url if known_by == "address" else parts), Wire(Credentials()))
    if known_by == "answer":
        assert store.query("ASK {}")
    recorder.asked.clear()
    store.put(['<a:s> <a:p> "1" <a:g> .\n<a:s> <a:p> "2" <a:h> .\n'], ["a:h"])
    (_, _, _, dropped), (method, path, headers, body) = recorder.asked
    assert dropped == b"update=DROP+SILENT+GRAPH+%3Ca%3Ah%3E"
    assert (method, path, headers["Content-Type"]) == ("POST", "/store", "application/n-quads")
    assert body == b'<a:s> <a:p> "1" <a:g> .\n<a:s> <a:p> "2" <a:h> .\n'
    recorder.asked.clear()
    store.load(f'<a:s> <a:p> "{number}" <a:g{number % 9}> .\n' for number in range(50_000))
    assert [path for _, path, _, _ in recorder.asked] == ["/store?no_transaction="]  # taken in in bulk


@pytest.mark.parametrize("text", [b"", b"<html>Welcome</html>", b'{"results": 7}', b'{"head": {"vars": ["a"]}}'])
def test_what_is_no_endpoint_is_one_sentence(recorder: Recorder, text: bytes) -> None:
    recorder.answers = [(200, {}, text)]
    with pytest.raises(StoreError, match="is it a SPARQL endpoint"):
        endpoint(recorder.url).query("SELECT ?a { ?a ?b ?c }")


def test_an_answer_that_is_not_all_is_refused(recorder: Recorder) -> None:
    recorder.answers = [(200, {"X-SQL-State": "S1TAT"}, TRUE)]
    with pytest.raises(StoreError, match="stopped before it had all"):
        endpoint(recorder.url).query("ASK {}")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(recorder: Recorder, status: int) -> None:
    recorder.answers = [(status, {"Location": "https://elsewhere.example/sparql"}, b"")]
    credentials = Credentials(f"127.0.0.1:{recorder.port}", "reader", PASSWORD)
    with pytest.raises(StoreError, match=r"sends us on to elsewhere\.example; if that is right, put its address"):
        endpoint(recorder.url, credentials).query("ASK {}")
    assert len(recorder.asked) == 1


def test_credentials_go_to_their_host_alone_and_only_when_asked_for(recorder: Recorder) -> None:
    recorder.answers = [(401, {"WWW-Authenticate": 'Basic realm="x"'}, b""), (200, {}, TRUE)]
    ours = endpoint(recorder.url, Credentials(f"127.0.0.1:{recorder.port}", "reader", PASSWORD))
    assert ours.query("ASK {}").rows == ((True,),)
    first, second = (headers.get("Authorization") for _, _, headers, _ in recorder.asked)
    assert first is None
    assert second == "Basic " + base64.b64encode(f"reader:{PASSWORD}".encode()).decode()
    recorder.answers = [(401, {"WWW-Authenticate": 'Basic realm="x"'}, b"")]
    recorder.asked.clear()
    theirs = endpoint(recorder.url, Credentials("store.example", "reader", PASSWORD))
    with pytest.raises(StoreError, match="set LAPSE_STORE_HOST=127"):
        theirs.query("ASK {}")
    assert [headers.get("Authorization") for _, _, headers, _ in recorder.asked] == [None]


def test_a_netrc_file_is_not_read(recorder: Recorder, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text(f"machine 127.0.0.1 login me password {PASSWORD}\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    recorder.answers = [(200, {}, TRUE)]
    endpoint(recorder.url).query("ASK {}")
    assert "Authorization" not in recorder.asked[0][2]


def test_a_token_goes_with_every_request(recorder: Recorder) -> None:
    recorder.answers = [(200, {}, TRUE)]
    endpoint(recorder.url, Credentials("127.0.0.1", token=PASSWORD)).query("ASK {}")
    assert recorder.asked[0][2]["Authorization"] == f"Bearer {PASSWORD}"


def test_credentials_do_not_go_in_clear_and_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests.Session, "request", lambda *_, **__: pytest.fail("something was sent"))
    credentials = Credentials("store.example", "reader", PASSWORD, PASSWORD)
    with pytest.raises(StoreError, match="would go over the network in clear; use https"):
        endpoint("http://store.example/sparql", credentials).query("ASK {}")
    assert PASSWORD not in repr(credentials)
    given = {"LAPSE_STORE_HOST": "h", "LAPSE_STORE_USER": "u", "LAPSE_STORE_PASSWORD": "p", "LAPSE_STORE_TOKEN": "t"}
    assert Credentials.of(given) == Credentials("h", "u", "p", "t")
    assert Credentials.of({}) == Credentials()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (f"https://reader:{PASSWORD}@store.example/sparql", "names a user"),
        ("https://reader@store.example/sparql", "names a user"),
        ("ftp://store.example/", "must begin with https"),
        ("file:///etc/passwd", "must begin with https"),
        ("store.example", "must begin with https"),
        ("https://", "must begin with https"),
        ("https://[::1/", "is none"),
        ("https://store.example:port/", "is none"),
        ("https://store.example/sparql?x=1", "end with its path"),
        ("https://store.example/#x", "end with its path"),
        ("https://store.example/a b", "end with its path"),
        ("https://store.example/a\r\nX: y", "end with its path"),
    ],
)
def test_urls_that_are_not_used(url: str, words: str) -> None:
    with pytest.raises(ValueError, match=words) as caught:
        Addresses.of(url)
    assert PASSWORD not in str(caught.value)


def test_the_addresses_that_go_with_a_url() -> None:
    assert Addresses.of("http://localhost:7878/").graphs == "http://localhost:7878/store"
    assert Addresses.of("https://v.example/sparql").update == "https://v.example/sparql-auth"
    assert Addresses.of("https://f.example/ds").graphs == "https://f.example/ds/data"
    assert Addresses.of("https://r.example/repositories/x").query == "https://r.example/repositories/x"
    three = {"query": "https://a.example/q", "update": "https://a.example/u", "graphs": "https://a.example/g"}
    assert Addresses.of(three) == Addresses(*three.values())
    with pytest.raises(ValueError, match="query, update and graphs"):
        Addresses.of({"query": "https://a.example/q"})
