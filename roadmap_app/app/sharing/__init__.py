"""The plan's file with others: what they save, who they are, copies, other versions."""
