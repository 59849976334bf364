"""What can be done in demo: one action a file."""
