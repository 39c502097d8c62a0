"""The verbs from a shell: one module a command. The contract is in the design page of the command line."""
