"""The auditor's program: checks that need no secret, written against the formats alone."""
