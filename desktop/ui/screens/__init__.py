"""One folder a screen: it lays out, calls a deed, shows the result, and announces by signal."""
