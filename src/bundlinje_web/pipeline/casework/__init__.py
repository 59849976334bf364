"""A case and its way through the steps: what is settled, what is missing, and what it has cost."""
