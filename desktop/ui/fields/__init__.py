"""One editor per kind of field; what is edited is the raw text, code point for code point."""
