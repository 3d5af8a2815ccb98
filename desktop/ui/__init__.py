"""What a person sees: the only room with PySide6."""
