"""How pages look: layouts, components, form widgets. Only doors use it; no tables."""
