"""Questions that partners hand in, and how their own stand."""
