"""Connectors to open data the user fetches, one module each, and the table of them."""
