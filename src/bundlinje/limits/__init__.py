"""Limits: what money may not exceed or fall below, in the order the contract writes them. One file per kind."""
