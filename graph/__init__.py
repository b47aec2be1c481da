"""Facts in, answers out: links, triples, the store, states, rules and the plan."""
