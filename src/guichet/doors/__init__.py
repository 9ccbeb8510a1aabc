"""The ways in, one folder per audience. Thin: a form and an action, or a query and a page; no tables."""
