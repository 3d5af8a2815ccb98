"""Commands of the command line that are more than one call of the front door."""
