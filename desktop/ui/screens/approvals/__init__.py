"""承認: what waits, everything about it on one page, and the decision."""
