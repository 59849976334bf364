"""What can be done in the workplace: one action a file."""
