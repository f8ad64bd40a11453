"""The pages and states of each audience: one module each, with a list `SCREENS`."""
