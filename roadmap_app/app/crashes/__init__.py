"""What is not saved: written down at once, and offered after a crash."""
