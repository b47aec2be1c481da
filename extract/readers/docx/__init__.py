"""The Word reader: paragraphs with the numbers that Word computes, in the original, accepted or marked-up view."""
