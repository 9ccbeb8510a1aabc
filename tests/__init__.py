"""Tests of the whole: in a browser, and over every page."""
