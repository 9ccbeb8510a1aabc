"""Opening, leading and closing a crisis."""
