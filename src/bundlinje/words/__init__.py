"""Words: Danish and English for every code, number, contract and reason. The only language in the package."""
