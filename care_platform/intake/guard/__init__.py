"""The guard: a transfer that departs from what its insurer usually sends is held until a person has looked."""
