"""The service with what measures its pages around it, for `bench.pages`."""
