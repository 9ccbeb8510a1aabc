"""Questions that got no answer, gathered into matters, for those who write."""
