"""The columns of a task, a module a subject; `commands/fields.py` puts them together."""
