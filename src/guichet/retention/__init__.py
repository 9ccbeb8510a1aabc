"""Keeping no longer than needed: what may go and why the rest stays, holds, disposals by two people, and their proof.

Which classes there are, and what of the tables belongs to each, is here; how long each is kept is dated data
(docs/decisions/0030-disposed-of-by-rule-and-by-two-people.md).
"""
