"""What can be done in the books: one action a file."""
