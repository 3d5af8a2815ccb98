"""この製品について: what this program is, whose parts it uses, and that it never communicates."""
