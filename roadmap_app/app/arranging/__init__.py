"""Filter, sort, group, find and replace in the window."""
