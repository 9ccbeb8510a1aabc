"""How long files take: what may be expected of those received today and of each that waits, and how right we were."""
