"""How long it takes: what we say to those who apply, the range of each open file, and the ledger of how right we were."""
