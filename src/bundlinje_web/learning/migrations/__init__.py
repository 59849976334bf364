"""How the tables of learning came to be."""
