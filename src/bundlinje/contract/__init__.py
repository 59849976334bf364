"""The outcomes contract: its model, reading and writing it, checking it before anyone signs, and its amendments."""
