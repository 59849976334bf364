"""The commands of letters: one a file."""
