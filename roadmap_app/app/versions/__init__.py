"""The versions of the plan as a timeline: compared, restored in whole or in part, opened as copies."""
