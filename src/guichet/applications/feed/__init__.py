"""The case system’s feed: lines in, files out; nothing lost, nothing doubled."""
