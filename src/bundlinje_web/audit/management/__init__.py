"""The commands of audit."""
