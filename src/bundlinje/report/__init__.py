"""Tables of codes and values for people and programs; `words` gives them a language."""
