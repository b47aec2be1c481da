"""The corpus of a folder: its files, the passes over them, what is kept of each, and the graph made of all."""
