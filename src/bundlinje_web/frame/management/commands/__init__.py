"""The commands of the frame: one a file."""
