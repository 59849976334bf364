"""The arithmetic of limits on columns of entries. It stands apart so that reading a contract does not load NumPy."""
