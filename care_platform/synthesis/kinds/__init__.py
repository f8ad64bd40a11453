"""One module per record kind; each defines `rows_of(city)`, the kind's rows for a whole city."""
