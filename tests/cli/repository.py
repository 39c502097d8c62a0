"""A real git repository with one plan, for tests that merge it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from roadmap_app.model.plan import Plan
from roadmap_app.storage import planfile


class Repository:
    """One plan under git in a new folder, with settings of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "plan.roadmap"
        folder.mkdir()
        self.git("init", "-q", "-b", "main")
        for name, value in (("user.name", "Kim"), ("user.email", "kim@example.org"), ("gc.auto", "0")):
            self.git("config", name, value)

    def git(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        settings = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(["git", *words], cwd=self.folder, env=settings, capture_output=True, text=True)
        assert not check or not done.returncode, done.stderr + done.stdout
        return done

    def commit(self, plan: Plan) -> None:
        self.file.write_bytes(planfile.encode(plan))
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "edit", "--allow-empty")

    def merge(self, base: Plan, mine: Plan, theirs: Plan) -> int:
        """Merge two branches that come from one commit; git's exit code. What was there before is let go."""
        self.git("checkout", "-q", "-f", "-B", "main")
        self.commit(base)
        self.git("checkout", "-q", "-B", "theirs")
        self.commit(theirs)
        self.git("checkout", "-q", "main")
        self.commit(mine)
        return self.git("merge", "-q", "-m", "merged", "theirs", check=False).returncode
