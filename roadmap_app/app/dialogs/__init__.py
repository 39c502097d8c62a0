"""Windows that list something: problems, differences of an import, shortcuts."""
