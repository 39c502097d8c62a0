"""What people enter: records, the plan that holds them, and the ChangeSet between two plans."""
