"""What clients say is wrong: decided, put right or noted beside it, and told to those who got it."""
