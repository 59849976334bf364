"""The commands of demo: one a file."""
