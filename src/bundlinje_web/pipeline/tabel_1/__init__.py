"""Tabel 1: every inquiry in exactly one category, counted for any day, so that the categories always add up."""
