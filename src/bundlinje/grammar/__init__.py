"""The grammars all shelves share: parts and kinds, quantities and amounts, windows, conditions and curves."""
