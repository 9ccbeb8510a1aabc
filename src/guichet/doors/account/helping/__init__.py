"""Helping clients: the files of others that an account may see, what it may do there, and handing back."""
