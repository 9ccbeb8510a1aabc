"""Getting a client back into their account, with two members of staff."""
