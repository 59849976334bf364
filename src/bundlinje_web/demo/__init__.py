"""The Aarhus office to try: people who do not exist live through the fund's story by the same actions as everybody."""
