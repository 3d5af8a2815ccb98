"""Parts every screen is made of: one widget a file, no rule inside."""
