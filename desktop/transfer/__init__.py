"""Files that leave and arrive: sanitised, sealed, signed packages and their receipts."""
