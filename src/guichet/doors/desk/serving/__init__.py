"""What an agent changes with a client on the line: addresses, how they are told, needs, safety; and a death."""
