"""Makers of test data: say only what the test is about, the rest is plausible."""
