"""A question on the desk: who asked, what was said, what may be answered, and the answer."""
