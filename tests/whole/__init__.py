"""What must hold of the whole at once, without a browser."""
