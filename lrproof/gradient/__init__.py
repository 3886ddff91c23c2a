"""Is this Python function the gradient? Finds out how it is called, judges it, explains."""
