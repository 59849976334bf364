"""The contract as planned: its units laid out, and its own terms run over outcomes that are expected or drawn."""

from __future__ import annotations
