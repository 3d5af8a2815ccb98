"""Files of others: read in a limited child, understood as tables, turned into drafts."""
