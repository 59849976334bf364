"""What the projects have taught: lessons, barriers, visits, methods."""
