"""医見書 CSV of 日本医師会's opinion software, FormatVersion 1.1: reading, judging and writing."""
