"""Invented participants and facts that reproduce what public documents print, one module a kind of contract."""
