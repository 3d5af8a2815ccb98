"""What things are and must be: values and rules, no clock, no random, no file, no window."""
