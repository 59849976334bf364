"""Pictures: one file for each kind of chart, with its table and the sentence it says."""
