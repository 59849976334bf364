"""How the tables of contracts came to be."""
