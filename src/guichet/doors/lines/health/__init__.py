"""Is the service up, and can it do its work?"""
