"""How the tables of workplace came to be."""
