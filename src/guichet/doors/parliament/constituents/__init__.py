"""Constituents who consent: whom an office asks, who said yes, and where their files stand."""
