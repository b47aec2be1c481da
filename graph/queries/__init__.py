"""SPARQL queries, one a file; each says in its header what it asks and what a reader should do about it."""
