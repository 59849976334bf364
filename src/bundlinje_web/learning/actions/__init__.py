"""What can be done in learning: one action a file."""
