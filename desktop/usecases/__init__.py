"""What a person can do: one function per deed; right, one transaction, rule, audit event."""
