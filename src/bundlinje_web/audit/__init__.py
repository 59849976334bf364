"""Audit: rows that are only added, records of every action in a chain of seals, and the guards in the database."""
