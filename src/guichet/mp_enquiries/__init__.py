"""Offices of members of Parliament and senators: their people, constituents’ consent, and what they ask us.

An office is opened by the department and sees the files of constituents who consented, as far as the consent goes: the
registry of authority (`clients`) says that, and nothing here. What an office asks runs on the clock of its lane, and
what it is answered the constituent reads too: the same text to both. A consent that ends, ends at once what is told.
"""
