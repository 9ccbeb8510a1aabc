"""Tools: what the law’s arithmetic makes of somebody’s answers. Nothing is kept."""
