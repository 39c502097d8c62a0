"""The start of the program, and of a plan."""
