"""The manual in the window: contents, search, pages."""
