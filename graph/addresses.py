"""Where a SPARQL 1.1 endpoint takes queries, updates and graphs: the three URLs that go with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

PARTS = ("query", "update", "graphs")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The URLs for queries, updates and the Graph Store Protocol.

    `union` is the parameter by which queries see all graphs as one, "" for none; `bulk` says that they are those of
    Oxigraph's server, which takes graphs in in bulk.
    """

    query: str
    update: str
    graphs: str
    union: str = ""
    bulk: bool = False

    @classmethod
    def of(cls, said: str | Mapping[str, str]) -> Addresses:
        """The addresses that go with one URL, or that are given one by one. ValueError says what is wrong with them.

        One URL is that of Virtuoso (…/sparql), of a repository in RDF4J or GraphDB (…/repositories/x), of a data set in
        Fuseki (any other path), or of Oxigraph's server (no path).
        """
        if isinstance(said, Mapping):
            if set(said) != set(PARTS):
                raise ValueError("a store is one URL, or three: query, update and graphs")
            return cls(_sound(said["query"]), _sound(said["update"]), _sound(said["graphs"]))
        base = _sound(said).rstrip("/")
        path = urlsplit(base).path
        if path.endswith("/sparql"):
            return cls(base, f"{base}-auth", f"{base}-graph-crud-auth")
        if "/repositories/" in path:
            return cls(base, f"{base}/statements", f"{base}/rdf-graphs/service")
        if path:
            return cls(f"{base}/query", f"{base}/update", f"{base}/data")
        return cls(f"{base}/query", f"{base}/update", f"{base}/store", "union-default-graph", bulk=True)


def _sound(url: str) -> str:
    """A URL, if it may be used. The sentence never repeats one that holds a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError("the URL of the store is none") from error
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise ValueError(
            "the URL of the store names a user; take that out and set LAPSE_STORE_USER and LAPSE_STORE_PASSWORD instead"
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise ValueError("the URL of the store must begin with https:// (or http://) and name a host")
    if parts.query or parts.fragment or any(one <= " " for one in url):
        raise ValueError("the URL of the store must end with its path")
    return url
