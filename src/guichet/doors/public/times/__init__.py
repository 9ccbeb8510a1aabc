"""How long it takes: every program, one with its chart and a plan, and how right we were."""
