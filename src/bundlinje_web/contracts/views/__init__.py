"""The pages of contracts: their text and versions, papers and risks, and how they end."""
