"""The editor of calendars: the week, the year, public holidays, and what a change moves."""
