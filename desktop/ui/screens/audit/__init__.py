"""監査: the log of deeds, the newest first, and the check that it is whole."""
