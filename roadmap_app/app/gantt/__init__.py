"""The chart: a viewport that draws the scene, and the gestures on it."""
