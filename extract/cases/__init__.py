"""Cases of the rules of language, as text files that a lawyer can read and extend: the tests hold the rules to them."""
