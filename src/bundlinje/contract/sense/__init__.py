"""What checks ask of a contract: its parts with their paths, what names mean, what numbers count, what is expected."""
