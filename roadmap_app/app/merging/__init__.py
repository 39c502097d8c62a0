"""The window that compares versions of a plan and merges them."""
