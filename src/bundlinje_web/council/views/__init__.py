"""The pages of the Council's room."""
