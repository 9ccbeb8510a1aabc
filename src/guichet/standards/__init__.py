"""Service standards: the promise, its clock and its pauses."""
