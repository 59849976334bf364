"""What a contract must say and what it should not: one check a file, found by itself."""
