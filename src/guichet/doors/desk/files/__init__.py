"""One file, as its client reads it, with what stands behind it."""
