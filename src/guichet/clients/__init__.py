"""The people served: names in any script, numbers, ways to reach them, language, linked accounts."""
