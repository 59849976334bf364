"""Contracts: their versions, documents, cases and forecasts, risks and ends."""
