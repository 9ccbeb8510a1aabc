"""Linking an account to a file, by its number and facts from it."""
