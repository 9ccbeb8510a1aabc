"""Commands about the people who work here."""
