"""The one table of what a person can set: the settings window and the palette are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmap_app.app.disk import keeping

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

SECTIONS = ("General", "Appearance", "New plans")
Value = str | bool


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One setting. `options` are what it can be, with their words; none: yes or no, or text where it holds one."""

    id: str
    section: str
    label: str
    get: Callable[[MainWindow], Value]
    put: Callable[[MainWindow, Value], object]
    options: tuple[tuple[str, str], ...] = ()
    tip: str = ""
    words: str = ""  # other words that the palette finds it by
    in_menu: bool = False  # the table of actions has it, too, and the palette finds it there
    state: Callable[[], str] | None = None  # how things stand, below it; asked in a job

    @property
    def is_switch(self) -> bool:
        """Yes or no."""
        return not self.options and self.id not in TEXTS


TEXTS = ("name",)


def of_settings(name: str) -> dict[str, Callable[..., Value | None]]:
    """`get` and `put` of a member of the settings that is read where it is needed."""
    return {
        "get": lambda window: getattr(window.settings, name),
        "put": lambda window, value: setattr(window.settings, name, value),
    }


CHOICES = (
    Choice(
        id="name", section="General", label="Your name", words="author who",
        tip="How the log of a plan calls you. It is never taken from the system.", **of_settings("name"),
    ),
    Choice(
        id="versions", section="General", label="Room for earlier versions", words="backups history disk space",
        tip="The last 20 saves of each plan, then one an hour, a day, a week; the oldest go first.",
        options=(("128", "128 MB"), ("512", "512 MB"), ("2048", "2 GB"), ("8192", "8 GB")),
        get=lambda window: window.settings.versions, put=lambda window, value: keeping.set_room(window, str(value)),
        state=keeping.in_words,
    ),
    Choice(
        id="start_panel", section="General", label="Start panel for empty plans", words="welcome recent templates",
        tip="Templates, recent files and imports, until the first task is there.",
        get=lambda window: window.settings.start_panel,
        put=lambda window, value: window.show_start_panel(bool(value)),
    ),
    Choice(
        id="theme", section="Appearance", label="Theme", in_menu=True,
        get=lambda window: window.settings.theme, put=lambda window, value: window.set_theme(str(value)),
        options=(
            ("system", "As the system"), ("light", "Light"), ("dark", "Dark"),
            ("light-contrast", "High contrast, light"), ("dark-contrast", "High contrast, dark"),
        ),
    ),
    Choice(
        id="density", section="Appearance", label="Rows", in_menu=True,
        get=lambda window: window.workspace.look.density,
        put=lambda window, value: window.workspace.set_look(density=value),
        options=(("compact", "Compact"), ("normal", "Normal"), ("comfortable", "Comfortable")),
    ),
    Choice(
        id="motion", section="Appearance", label="Motion", words="animation reduced",
        tip="Whether fitting and messages glide. Drags, hovers and scrolls never do.",
        options=(("system", "As the system"), ("on", "On"), ("off", "Off")), **of_settings("motion"),
    ),
    Choice(
        id="inspector", section="Appearance", label="Inspector beside the plan", in_menu=True,
        get=lambda window: window.inspector_shown, put=lambda window, value: window.show_inspector(bool(value)),
    ),
    Choice(
        id="working_day", section="New plans", label="Working day", words="hours calendar",
        tip="Eight hours of work. Each plan's calendar can be changed later.", **of_settings("working_day"),
        options=(
            ("7-16", "07:00 – 16:00, an hour off at 12"), ("8-16", "08:00 – 16:00"),
            ("8-17", "08:00 – 17:00, an hour off at 12"), ("9-17", "09:00 – 17:00"),
            ("9-18", "09:00 – 18:00, an hour off at 13"),
        ),
    ),
    Choice(
        id="working_week", section="New plans", label="Working week", words="days weekend calendar",
        options=(
            ("mon-fri", "Monday to Friday"), ("mon-sat", "Monday to Saturday"), ("sun-thu", "Sunday to Thursday"),
            ("all", "Every day"),
        ), **of_settings("working_week"),
    ),
)  # fmt: skip
