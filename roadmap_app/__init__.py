"""Roadmap: a desktop editor for roadmaps and Gantt plans."""

__version__ = "0.1.0"
