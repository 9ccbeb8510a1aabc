"""Programs and service standards, for everyone."""
