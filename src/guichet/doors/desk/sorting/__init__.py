"""What was read of a question, put right by a person; and what was set aside as unwanted."""
