"""取込: the wizard from a foreign workbook to a ledger, one step a file."""
