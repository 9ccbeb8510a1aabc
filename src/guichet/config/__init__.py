"""How the parts are put together: settings, addresses, reactions, the command line. Nothing imports it."""
