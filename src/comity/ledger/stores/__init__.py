"""Where the ledger lies: SQLite by default, PostgreSQL for a team."""
