"""What a file says: where it stands, who must act, when, what comes next. Pure."""
