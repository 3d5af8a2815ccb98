"""台帳: the list of a ledger's records with its one search box, and the card beside it."""
