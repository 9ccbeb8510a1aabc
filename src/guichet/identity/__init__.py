"""Who somebody is: accounts, staff, offices, roles; what each may see; and the log of who looked at what."""
