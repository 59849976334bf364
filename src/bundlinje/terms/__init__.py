"""Terms: what earns money. One file per kind, found by itself."""
