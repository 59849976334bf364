"""The audit's own actions."""
