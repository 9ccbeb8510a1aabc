"""The travel journal: what somebody writes down of their days in Canada and away, and what it comes to. Pure."""
