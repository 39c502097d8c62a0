"""Where everything is drawn: rows, bars, links, axis, hit tests, snapping. No Qt."""
