"""The one table of what a person can do: menus, toolbar, context menus, palette, shortcuts, help, tests."""
