"""Guichet: the client-service system of an immigration department, where one window does everything."""
