"""What is reckoned from waits and ranges. Pure."""
