"""Questions about a schedule: variance against a baseline, progress and health, checks."""
