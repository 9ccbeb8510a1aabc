"""Partners and the case system, by HTTP."""
