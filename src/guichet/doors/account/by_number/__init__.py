"""Signing in without e-mail: by the number of the account and a printed code. And what to do when nothing works."""
