"""One module for each output format, and the table of them."""
