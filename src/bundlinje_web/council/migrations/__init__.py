"""How the tables of council came to be."""
