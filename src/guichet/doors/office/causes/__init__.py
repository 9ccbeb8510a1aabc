"""What makes people contact us, and what of it need not have been."""
