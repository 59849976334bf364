"""Measures: a number per unit and occasion, counted from facts. Eight kinds, each one file; `base` holds the shelf."""
