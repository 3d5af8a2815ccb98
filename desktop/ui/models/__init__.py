"""Item models over frozen values; they are told what to show and never ask the store."""
