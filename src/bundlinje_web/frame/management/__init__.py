"""What the frame can be told to do from the command line."""
