"""What is true whatever a report says: countries, cities, airports, embedded with their vintage."""
