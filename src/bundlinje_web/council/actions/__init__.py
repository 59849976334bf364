"""What can be done in council: one action a file."""
