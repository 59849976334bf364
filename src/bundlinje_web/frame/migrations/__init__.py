"""How the tables of frame came to be."""
