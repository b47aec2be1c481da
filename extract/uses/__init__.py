"""How uses of defined terms are found: the forms of a term, folded text, the automaton, and what is not a use."""
