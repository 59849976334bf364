"""Proposals from anybody: the form in steps, its draft and files, the receipt, and how far it has come."""
