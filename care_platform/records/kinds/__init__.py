"""One module per record kind; each defines `KIND`."""
