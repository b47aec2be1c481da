"""What can be told of a SPARQL query, and done to it, without an engine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ontology.vocabulary import PREFIXES

_SERVICE = re.compile(
    r"""SERVICE (?:\s++|\#[^\n\r]*+)*+
        (?:SILENT (?:\s++|\#[^\n\r]*+)*+)?
        (?:<[^<>]*>|[?$]\w+|[^\s{]*:[^\s{]*)
        (?:\s++|\#[^\n\r]*+)*+ \{""",
    re.VERBOSE | re.IGNORECASE,
)
_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<space>(?:\s|\#[^\n\r]*)+)
      | (?P<string>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3} | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
          | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<word>[A-Za-z_][\w-]*(?![\w:.-]*:))
      | (?P<name>[\w.-]*:(?:[\w.:%-]|\\.)*)
      | (?P<other>\\.|.)""",
    re.VERBOSE | re.DOTALL,
)
KINDS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def calls_a_service(sparql: str) -> bool:
    """Whether a query may have a SERVICE clause, which would send it over the network.

    Looks for the whole clause wherever it stands, because Oxigraph takes the word even where it touches its neighbours
    and because what is a string is hard to tell; so it may say yes of a string that spells out such a clause, and
    never says no of a clause.
    """
    return bool(_SERVICE.search(sparql))


@dataclass(frozen=True, slots=True)
class Query:
    """A query in two: the prefixes and the base that it declares, and the rest, which begins with what it asks.

    `kind` is SELECT, ASK, CONSTRUCT or DESCRIBE, and "" for what is no query: an update, or a pragma of one engine.
    """

    prologue: str
    body: str
    kind: str
    names_graphs: bool

    def text(self) -> str:
        """The query with our prefixes declared before its own."""
        return f"{_OURS}{self.prologue}{self.body}"

    def counted(self, distinct: bool) -> str:
        """A query for the number (`n`) of the rows of this one, or of those that differ."""
        body = f"{{ SELECT DISTINCT * WHERE {{ {{ {self.body}\n }} }} }}" if distinct else f"{{ {self.body}\n }}"
        return f"{_OURS}{self.prologue}SELECT (COUNT(*) AS ?n) WHERE {{ {body} }}"

    def page(self, columns: tuple[str, ...], first: int, size: int, in_order: bool) -> str:
        """A query for `size` rows of this one from number `first` on (from 0), in the order of its columns or any."""
        shown = " ".join(f"?{column}" for column in columns)
        inner = f"{{ {{ {self.body}\n }} }}"
        if in_order:
            inner = f"{{ {{ SELECT {shown} WHERE {inner} ORDER BY {shown} }} }}"
        return f"{_OURS}{self.prologue}SELECT {shown} WHERE {inner} LIMIT {size} OFFSET {first}"


_OURS = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


def parted(sparql: str) -> Query:
    """A query cut where its prologue ends."""
    start, declaring = len(sparql), 0
    kind, names_graphs, depth = "", False, 0
    for sort, text, at in _tokens(sparql):
        if kind:
            depth += {"{": 1, "}": -1}.get(text, 0)
            names_graphs = names_graphs or (not depth and sort == "word" and text.upper() == "FROM")
        elif declaring and sort in ("name", "iri"):
            declaring -= 1
        elif sort == "word" and not declaring and text.upper() in ("PREFIX", "BASE"):
            declaring = 2 if text.upper() == "PREFIX" else 1
        elif sort != "space":
            kind = text.upper() if sort == "word" and not declaring else "?"
            start = at
    return Query(sparql[:start], sparql[start:], kind if kind in KINDS else "", names_graphs)


def substituted(sparql: str, terms: Mapping[str, str]) -> str:
    """A query with variables (without "?") replaced by terms as SPARQL writes them, wherever they stand.

    A column of that name is still given, with the term. ValueError where a variable is not asked for by SELECT.
    """
    out: list[str] = []
    shown: set[str] = set()
    selecting, brackets, braces, last = False, 0, 0, ""
    for sort, text, _ in _tokens(sparql):
        word = text.upper() if sort == "word" else ""
        brackets += {"(": 1, ")": -1}.get(text, 0)
        braces += {"{": 1, "}": -1}.get(text, 0)
        if word == "SELECT":
            selecting, brackets = True, 0
        elif word == "WHERE" or text == "{":
            selecting = False
        name = text[1:] if sort == "variable" else ""
        if name not in terms:
            out.append(text)
        elif last == "AS":
            raise ValueError(f"?{name} is worked out by the query and cannot be given a value")
        elif selecting and not brackets:
            shown.add(name)
            out.append(f"({terms[name]} AS ?{name})")
        else:
            out.append(
                terms[name] if braces or brackets else f"({terms[name]})"
            )  # ORDER BY and GROUP BY ask for brackets
        last = word if sort != "space" else last
    if absent := sorted(set(terms) - shown):
        raise ValueError(f"?{absent[0]} is given a value, but SELECT does not name it")
    return "".join(out)


def _tokens(sparql: str) -> Iterator[tuple[str, str, int]]:
    """The sort, the text and the place of every token; together they are the query."""
    for found in _TOKEN.finditer(sparql):
        yield str(found.lastgroup), found[0], found.start()
