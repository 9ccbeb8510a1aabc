"""How a series of figures goes on: published times, calls a half hour, letters a week."""
