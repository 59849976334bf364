"""What can be done in contracts: one action a file."""
