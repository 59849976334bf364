"""Hours and kroner that the parties lay in cases: logged on their own cases, and counted at a price (PP-03)."""
