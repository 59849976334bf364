"""What can be done in pipeline: one action a file."""
