"""Accuracy against real documents with right answers: one measure a module, one command over all (`__main__`)."""
