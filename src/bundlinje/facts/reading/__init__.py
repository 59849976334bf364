"""Reading facts: files or plain rows become whole numbers in columns, or every mistake with its place."""
