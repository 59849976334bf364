"""The board: every case by its step, how long it has stood there, and how long each step takes."""
