"""Rules of law as dated data: a figure is never right by itself, only on a day.

Each row names its source. Where no official text was seen the source says "to be checked"; then correct
the row, not the code.
"""
