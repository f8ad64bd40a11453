"""What only those who work on the project need; never installed with it."""
