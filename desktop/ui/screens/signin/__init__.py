"""サインイン: the first window, light enough to paint before the heavy rooms are opened."""
