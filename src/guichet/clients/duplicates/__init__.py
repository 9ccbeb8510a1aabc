"""Finding records that may be one person's: what counts, and how millions are looked through."""
