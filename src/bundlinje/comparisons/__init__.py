"""Comparisons: a figure against a reference. One file per kind of reference, found by itself."""
