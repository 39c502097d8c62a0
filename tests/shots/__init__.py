"""Pictures of the window's states, to be looked at beside the design."""
