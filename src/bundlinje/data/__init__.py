"""Dated numbers of the state: unit prices, reimbursement, discount rates and indices, each with its source."""

from __future__ import annotations
