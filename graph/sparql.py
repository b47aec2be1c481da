"""What can be told of a SPARQL query without an engine."""

from __future__ import annotations

import re

_SERVICE = re.compile(
    r"""SERVICE (?:\s++|\#[^\n\r]*+)*+
        (?:SILENT (?:\s++|\#[^\n\r]*+)*+)?
        (?:<[^<>]*>|[?$]\w+|[^\s{]*:[^\s{]*)
        (?:\s++|\#[^\n\r]*+)*+ \{""",
    re.VERBOSE | re.IGNORECASE,
)


def calls_a_service(sparql: str) -> bool:
    """Whether a query may have a SERVICE clause, which would send it over the network.

    Looks for the whole clause wherever it stands, because Oxigraph takes the word even where it touches its neighbours
    and because what is a string is hard to tell; so it may say yes of a string that spells out such a clause, and
    never says no of a clause.
    """
    return bool(_SERVICE.search(sparql))
