"""Meetings, decisions, approvals, and what follows from them."""
