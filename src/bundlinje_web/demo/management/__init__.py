"""What demo can be told to do."""
