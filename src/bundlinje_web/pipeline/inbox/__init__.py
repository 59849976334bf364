"""What has come in: the list, calls, screening, and what becomes of it."""
