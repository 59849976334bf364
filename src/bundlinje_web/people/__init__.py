"""People: organisations and their units, persons, the rights they hold, their mandates and their interests."""
