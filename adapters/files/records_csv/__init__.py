"""The records of every kind as CSV, derived from their descriptions."""
