"""What leaves is written anew from values, never patched (SECURITY-DESIGN §7.1)."""
