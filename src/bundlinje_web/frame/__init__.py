"""What every page stands in: addresses with policies, lists, forms, words, numbers, the menu and the error pages."""
