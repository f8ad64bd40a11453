"""The sentences that are said otherwise while somebody acts for another."""
