"""Public posts: a network, or who stands between, tells of them by a signed call."""
