"""What can be done with letters: one action a file."""
