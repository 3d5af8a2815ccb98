"""更新: update packages, the version log, and the way back."""
