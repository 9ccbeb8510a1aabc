"""Names and texts in any script: folding, likeness, sorting, French typography. No tables."""
