"""Measurements of speed and memory, each runnable by itself: `python -m benchmarks.register --size 1`."""
