"""単票: one record as a form on paper, to be read, corrected, checked, registered, voided."""
