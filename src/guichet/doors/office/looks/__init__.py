"""Who looked at which file: for auditors."""
