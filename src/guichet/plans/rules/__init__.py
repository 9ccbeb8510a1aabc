"""What a code looks like. Pure."""

from guichet.plans.rules.codes import code_in, grouped, new_code

__all__ = ["code_in", "grouped", "new_code"]
