"""One module for each kind of file; `extract.read` lists them."""
