"""Given, when, then: journeys through the running service, in a real browser."""
