"""How the tables of pipeline came to be."""
