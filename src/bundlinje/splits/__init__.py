"""Splits and accounts: who pays, who receives, and what an account earns. One file per kind of split."""
