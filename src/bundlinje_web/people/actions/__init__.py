"""What can be done in people: one action a file."""
