"""The table at the left: rows of the outline, typed into like a spreadsheet."""
