"""A code by post: asked for, waited for, entered."""
