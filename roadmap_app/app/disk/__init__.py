"""Plans on disk: opening, saving, leaving, other programs' files."""
