"""Makes the files of the demonstration corpus from the written texts: `python -m lapse.demo.make`."""
