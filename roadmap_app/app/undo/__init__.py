"""Going back: the list of steps, and the place where each was made."""
