"""Other formats, one module each: what other programs wrote, and what they can read."""
