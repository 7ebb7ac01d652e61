"""Bytes in, document out: one module for each format, and the table of them."""
