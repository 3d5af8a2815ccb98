"""持出申請: asking for an export, following it, and writing the approved package out."""
