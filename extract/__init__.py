"""Documents in, facts out: read, structure, define, refer, use. Finds what is written; never decides what it means."""
