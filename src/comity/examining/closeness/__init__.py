"""How near two countries are: votes, alliances, trade, visas."""
