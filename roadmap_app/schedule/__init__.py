"""Dates as a pure function of a plan: computed, updated, explained."""

from roadmap_app.schedule.chain import Step, chain, driven
from roadmap_app.schedule.changed import changed_ids
from roadmap_app.schedule.counted import shift, slack_told
from roadmap_app.schedule.drivers import Driver
from roadmap_app.schedule.explain import Reason, consequence, explain, not_driving
from roadmap_app.schedule.loops import path_of_loop
from roadmap_app.schedule.schedule import Schedule, compute
from roadmap_app.schedule.toward import Paths, toward
from roadmap_app.schedule.update import update

__all__ = [
    "Driver",
    "Paths",
    "Reason",
    "Schedule",
    "Step",
    "chain",
    "changed_ids",
    "compute",
    "consequence",
    "driven",
    "explain",
    "not_driving",
    "path_of_loop",
    "shift",
    "slack_told",
    "toward",
    "update",
]
