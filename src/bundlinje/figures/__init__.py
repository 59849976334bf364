"""Figures: from units to one number for a group. One file per kind, found by itself."""
