"""Pictures and pages of the chart."""
