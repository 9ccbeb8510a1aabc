"""Signing in without a password: what the sign-in library lets us say and decide."""
