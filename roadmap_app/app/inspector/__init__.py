"""The panel at the right: fields of the selected task, why its dates are what they are, what hangs on it."""
