"""The case system's feed by HTTP."""
