"""What the chart asks of the plan for its words and lights: advice, chains and columns, each worked out once."""

from __future__ import annotations

from roadmap_app.analysis.checks import about
from roadmap_app.app.workspace import Workspace
from roadmap_app.commands import fields
from roadmap_app.scene.chains import NOTHING, Chain, chain_of
from roadmap_app.schedule import Schedule


class Asked:
    """Answers of one window, kept as long as its schedule is the same."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._of: Schedule | None = None
        self._advice: dict[str, str] = {}
        self._chains: dict[str, Chain] = {}

    def _follow(self) -> None:
        schedule = self._workspace.schedule
        if schedule is not self._of:
            self._of = schedule
            self._advice, self._chains = {}, {}

    def advice(self, id: str) -> str:
        """What the checks say of a task, in a sentence; "" for nothing."""
        self._follow()
        if id not in self._advice:
            workspace = self._workspace
            found = about(workspace.plan, workspace.schedule, id, workspace.today)
            self._advice[id] = found.message if found else ""
        return self._advice[id]

    def chain(self, id: str) -> Chain:
        """The chain through a task; nothing for what is none."""
        self._follow()
        if id not in self._chains:
            self._chains[id] = chain_of(self._workspace.schedule, id) if id else NOTHING
        return self._chains[id]

    def text(self, id: str, column: str) -> str:
        """What a column says of a task; nothing of one that the plan does not have."""
        workspace = self._workspace
        if not fields.has(workspace.plan, column):
            return ""
        return fields.text(workspace.plan, workspace.schedule, id, column, workspace.today)
