"""Requests to a SPARQL endpoint: tried again where that helps, one sentence for every failure, credentials guarded.

Credentials are those of the environment, and go to the one host that the environment names, over https or within this
machine. No redirect is followed, so neither they nor a code's text go where nobody said.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from .answers import StoreError

HOST, USER, PASSWORD, TOKEN = "LAPSE_STORE_HOST", "LAPSE_STORE_USER", "LAPSE_STORE_PASSWORD", "LAPSE_STORE_TOKEN"
"""The variables of the environment: the host that the credentials are for, a name and password, or a bearer token."""
TRIES = 5
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
"""Seconds between tries: the first, doubled each time, and at most."""
CONNECTION = 10.0
PATIENCE = 600.0
"""Seconds to wait for a connection, and for the next bytes of an answer."""
BUSY = (429, 502, 503, 504)
"""Answers after which it makes sense to ask again; and what Virtuoso says where two writers met."""
TOO_LARGE = 413
_DEADLOCK = "Virtuoso 40001"
_MARKUP = re.compile(r"<(style|script|title)\b.*?</\1>|<[^<>]*>", re.DOTALL)
_HERE = ("localhost", "127.0.0.1", "::1")


class TooLargeError(StoreError):
    """A request is larger than an endpoint, or what stands before it, takes."""


def host(url: str) -> str:
    """The host of a URL, with its port where one is given."""
    return urlsplit(url).netloc


@dataclass(frozen=True)
class Credentials:
    """A name and password, or a bearer token, for one host ("example.org", "localhost:7878"); all "" for none."""

    host: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> Credentials:
        """What the environment gives."""
        return cls(*(environment.get(name, "") for name in (HOST, USER, PASSWORD, TOKEN)))

    def fit(self, url: str) -> bool:
        """Whether there are credentials, and they may go to a URL. StoreError where they would go in clear."""
        parts = urlsplit(url)
        if not (self.user or self.token) or self.host not in (parts.netloc, parts.hostname):
            return False
        if parts.scheme != "https" and parts.hostname not in _HERE:
            raise StoreError(f"the credentials for {self.host} would go over the network in clear; use https")
        return True


class _None(AuthBase):
    """No credentials, not even those of a .netrc file."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _Bearer(_None):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Wire:
    """A connection to one endpoint, with `credentials`; `pause` waits a number of seconds.

    `patience` is how many seconds an answer is waited for. What takes longer is not asked for again: the endpoint may
    be at it still.
    """

    def __init__(
        self, credentials: Credentials, pause: Callable[[float], None] = time.sleep, patience: float = PATIENCE
    ) -> None:
        self._credentials = credentials
        self._pause = pause
        self._patience = patience
        self._session = requests.Session()
        self._auth: dict[str, AuthBase] = {}

    def close(self) -> None:
        """Closes the connection."""
        self._session.close()

    def send(  # noqa: PLR0913 - what a request has
        self,
        method: str,
        url: str,
        what: str,
        *,
        params: Mapping[str, str] | None = None,
        data: bytes | Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        absent: bool = False,
    ) -> requests.Response:
        """The answer to a request, which must be one that does no harm twice. `what` begins the sentence of a failure.

        With `absent` an answer that there is nothing of that name is one too.
        """
        failure = ""
        for attempt in range(TRIES):
            wait = min(FIRST_PAUSE * 2**attempt, LONGEST_PAUSE)
            began = time.monotonic()
            try:
                answer = self._once(method, url, params, data, headers)
            except requests.exceptions.SSLError as error:
                raise StoreError(f"{what}: {host(url)} has no certificate that can be trusted") from error
            except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
                if isinstance(error, requests.ReadTimeout) and time.monotonic() - began >= self._patience:
                    raise StoreError(f"{what}: {host(url)} gave no answer in {self._patience:g} seconds") from error
                failure = f"{host(url)} does not answer, {TRIES} times asked; is the endpoint running?"
            except (requests.RequestException, ValueError) as error:
                raise StoreError(f"{what}: {type(error).__name__} at {host(url)}") from error
            else:
                if 200 <= answer.status_code < 300 or (absent and answer.status_code == 404):
                    return answer
                failure = f"{host(url)} says {_reason(answer)}"
                if answer.status_code == TOO_LARGE:
                    raise TooLargeError(f"{what}: {failure}")
                if answer.status_code not in BUSY and _DEADLOCK not in answer.text[:200]:
                    raise StoreError(f"{what}: {self._advice(answer, url) or failure}")
                wait = _asked_to_wait(answer, wait)
            if attempt + 1 < TRIES:
                self._pause(wait)
        raise StoreError(f"{what}: {failure}")

    def _once(
        self,
        method: str,
        url: str,
        params: Mapping[str, str] | None,
        data: bytes | Mapping[str, str] | None,
        headers: Mapping[str, str] | None,
    ) -> requests.Response:
        self._session.trust_env = urlsplit(url).hostname not in _HERE

        def send(auth: AuthBase) -> requests.Response:
            parts = {"params": params, "data": data, "headers": headers, "auth": auth, "allow_redirects": False}
            return self._session.request(method, url, timeout=(CONNECTION, self._patience), **parts)  # type: ignore[arg-type]

        may = self._credentials.fit(url)
        if may and self._credentials.token:
            return send(_Bearer(self._credentials.token))
        answer = send(self._auth.get(url, _None()))
        if may and answer.status_code == 401 and url not in self._auth:
            digest = "digest" in answer.headers.get("WWW-Authenticate", "").lower()
            scheme = HTTPDigestAuth if digest else HTTPBasicAuth
            self._auth[url] = scheme(self._credentials.user, self._credentials.password)
            answer = send(self._auth[url])
        return answer

    def _advice(self, answer: requests.Response, url: str) -> str:
        if answer.is_redirect or 300 <= answer.status_code < 400:
            to = host(answer.headers.get("Location", "")) or "elsewhere"
            return f"{host(url)} sends us on to {to}; if that is right, put its address into lapse.toml"
        if answer.status_code in (401, 403):
            if self._credentials.fit(url):
                return f"{host(url)} does not accept what {USER} and {PASSWORD}, or {TOKEN}, say"
            return f"{host(url)} lets only those in whom it knows; set {HOST}={host(url)}, {USER} and {PASSWORD}"
        if answer.status_code in (404, 405):
            return f"{host(url)} says {_reason(answer)}; is the address of the store right?"
        return ""


def _reason(answer: requests.Response) -> str:
    """What an endpoint says of a failure: the status, and the first words of its explanation."""
    text = _MARKUP.sub(" ", answer.text[:4000])
    text = " ".join(text.split("SPARQL query:")[0].split())
    return f"{answer.status_code} {answer.reason}" + (f": {text[:200]}" if text else "")


def _asked_to_wait(answer: requests.Response, otherwise: float) -> float:
    said = answer.headers.get("Retry-After", "")
    return min(float(said), LONGEST_PAUSE) if said.isdecimal() else otherwise
