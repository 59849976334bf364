"""Belysning: departments are asked what they say of an inquiry, and answer."""
