"""From an idea sent in by a stranger to a case on the board."""
