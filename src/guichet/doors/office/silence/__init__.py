"""How long clients have heard nothing, by program."""
