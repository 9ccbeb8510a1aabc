"""Programs and service standards, with where each record comes from."""
