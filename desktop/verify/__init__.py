"""The auditor's program: checks a log or a package without any secret and without our code."""
