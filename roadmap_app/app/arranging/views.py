"""Named views in the window: saved by a name, chosen from a menu. Choosing one is a way of looking, saving an edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from roadmap_app.analysis.filters import FilterError
from roadmap_app.app.arranging.slimline import SlimLine
from roadmap_app.app.grid import columns
from roadmap_app.app.theme.reading import readable
from roadmap_app.commands import Refusal, views
from roadmap_app.model.records import View
from roadmap_app.model.text import quoted
from roadmap_app.scene.arranged import Arrangement, sort_of, sort_text
from roadmap_app.scene.colouring import SCHEMES

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def show(window: MainWindow, view: View) -> None:
    """Arrange rows, columns and colours as a view says; a filter that can no longer be read is told and left out."""
    workspace = window.workspace
    workspace.set_columns(view.columns or columns.DEFAULT)
    if view.colour_by in SCHEMES:
        workspace.set_look(colour_by=view.colour_by)
    wanted = Arrangement(view.filter, sort_of(view.sort), view.group)
    try:
        workspace.set_arrangement(wanted)
    except FilterError as error:
        workspace.message.emit("refused", f"The filter of the view {quoted(view.name)} is left out. {error}")
        workspace.set_arrangement(wanted.but(filter=""))


def shown(window: MainWindow) -> View | None:
    """The view that the window shows just now, if any."""
    asked = _members(window).items()
    listed = views.listed(window.document.plan)
    return next((view for view in listed if all(getattr(view, name) == value for name, value in asked)), None)


def _members(window: MainWindow) -> dict[str, Any]:
    workspace, arrangement = window.workspace, window.workspace.arrangement
    return {
        "filter": arrangement.filter,
        "sort": sort_text(arrangement.sort),
        "group": arrangement.group,
        "columns": workspace.columns if workspace.columns != columns.DEFAULT else (),
        "colour_by": workspace.look.colour_by,
    }


def delete(window: MainWindow) -> None:
    view = shown(window)
    if view is not None:
        window.edit(f"Delete the view {quoted(view.name)}", lambda draft: views.delete(draft, view.id))


def add_menu(window: MainWindow) -> None:
    """The views of the plan, in View > Views, made anew each time it opens."""
    menu = next(menu for menu in window.menus["View"].findChildren(QMenu) if menu.title() == "Views")

    def fill() -> None:
        for entry in [entry for entry in menu.actions() if entry.property("view")]:
            menu.removeAction(entry)
            entry.deleteLater()
        here = shown(window)
        for view in views.listed(window.document.plan):
            entry = menu.addAction(readable(view.name.replace("&", "&&")), lambda view=view: show(window, view))
            entry.setProperty("view", view.id)
            entry.setCheckable(True)
            entry.setChecked(here is not None and here.id == view.id)

    menu.aboutToShow.connect(fill)


class ViewLine(SlimLine):
    """Asks for the name of a view; Enter saves it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "save", "Name of this view")
        self.setAccessibleName("Save the view")
        tip = "Keep filter, sort, groups, columns and colours under this name"
        self.save = self.button("Save View", tip, self.keep)
        self.field.textEdited.connect(self._told)

    def open_line(self) -> None:
        here = shown(self.window_)
        self.field.setText(here.name if here is not None else "")
        super().open_line()
        self._told()

    def key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
            return True
        return super().key(event)

    def _told(self) -> None:
        known = views.named(self.window_.document.plan, self.field.text().strip())
        self.field.mark("")
        self.say("" if known is None else f"{quoted(known.name)} is there already: it will be changed.")

    def keep(self) -> None:
        """Save under the name that was typed; one that cannot be is told here."""
        window, typed, members = self.window_, self.field.text(), _members(self.window_)

        try:
            with window.document.edit(views.keep_label(window.document.plan, typed)) as draft:
                views.keep(draft, typed, **members)
        except Refusal as refusal:
            self.field.mark(str(refusal))
            self.say(str(refusal), "late")
            return
        self.close_line()
