"""The travel journal in an account: its totals, for whoever applies; it is written on the pages for everybody."""
