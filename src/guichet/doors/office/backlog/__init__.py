"""Which answers to improve first, by the contacts each causes."""
