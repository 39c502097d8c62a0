"""The plan file: how records become lines, how a file is read, and how it is saved (`FORMAT.md`)."""
