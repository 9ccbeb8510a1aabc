"""Tests of the machines’ addresses."""
