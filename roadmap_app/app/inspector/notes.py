"""Notes as Markdown: read as a page whose links are safe, written as text.

Nothing is loaded to show them: no picture, no file, no HTML. Only addresses of the web and of mails are opened,
and where a link leads is told before it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QStackedWidget, QTextBrowser, QVBoxLayout, QWidget

from roadmap_app.app.inspector.source import Source
from roadmap_app.app.theme.controls import caption
from roadmap_app.commands import hyperlinks

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

PICTURE = re.compile(r"!(?=\[)")
BARE = re.compile(r"(?<![\w<(\[\"'=/])(https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?'\"])")
FEATURES = QTextDocument.MarkdownFeature
LINKED = (
    QTextFormat.Property.IsAnchor, QTextFormat.Property.AnchorHref, QTextFormat.Property.AnchorName,
    QTextFormat.Property.TextUnderlineStyle, QTextFormat.Property.FontUnderline, QTextFormat.Property.ForegroundBrush,
)  # fmt: skip
EMPTY = "Decisions, links, questions … Markdown is understood. Click or press Enter to write."


class Page(QTextBrowser):
    """Markdown as it reads. Enter and a click beside links ask for the editor."""

    def __init__(self, window: MainWindow, notes: Notes) -> None:
        super().__init__()
        self._window, self._notes = window, notes
        self._pressed = False
        self.setObjectName("notes-page")
        self.setAccessibleName("Notes")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._tell)

    def show_markdown(self, text: str) -> None:
        """Pictures become links to them, bare addresses links, and HTML stays text."""
        safe = BARE.sub(r"<\1>", PICTURE.sub("", text))
        self.document().setMarkdown(safe, FEATURES.MarkdownDialectGitHub | FEATURES.MarkdownNoHTML)
        self._unlink()

    def _unlink(self) -> None:
        """Words whose address would not be opened are words like others."""
        document = self.document()
        unsafe: list[tuple[int, int]] = []  # from and to
        block = document.begin()
        while block.isValid():
            parts = block.begin()
            while not parts.atEnd():
                part = parts.fragment()
                address = part.charFormat().anchorHref()
                if address and hyperlinks.unsafe(address):
                    unsafe.append((part.position(), part.position() + part.length()))
                parts += 1
            block = block.next()
        for start, end in unsafe:
            cursor = QTextCursor(document)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            plain = cursor.charFormat()
            for told in LINKED:
                plain.clearProperty(told)
            cursor.setCharFormat(plain)

    def loadResource(self, kind: int, address: QUrl) -> object:
        """Nothing is ever loaded, from nowhere."""
        blank = QImage(1, 1, QImage.Format.Format_ARGB32)
        blank.fill(Qt.GlobalColor.transparent)
        return blank if kind == QTextDocument.ResourceType.ImageResource.value else b""

    def _follow(self, address: QUrl) -> None:
        shown = address.toString()
        if said := hyperlinks.unsafe(shown):
            self._window.workspace.message.emit("refused", said)
        elif not QDesktopServices.openUrl(address):
            self._window.workspace.message.emit("refused", f"No program on this computer opens {shown[:80]}.")

    def _tell(self, address: QUrl) -> None:
        shown = address.toString()
        self.setToolTip((hyperlinks.unsafe(shown) or f"Opens {shown}") if shown else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = not self.anchorAt(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._pressed and event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._notes.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        on_link = self.textCursor().hasSelection() and bool(self.textCursor().charFormat().anchorHref())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not on_link:
            self._notes.edit()
        else:
            super().keyPressEvent(event)


class Writing(QPlainTextEdit):
    """Markdown as it is written: Ctrl+Enter and leaving it take it, Esc does not."""

    def __init__(self, notes: Notes) -> None:
        super().__init__()
        self._notes = notes
        self.setObjectName("field-notes")
        self.setAccessibleName("Notes, as Markdown")
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._notes.take()
            self._notes.read()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._ends(event):
            event.accept()
            return True
        return super().event(event)

    def _ends(self, event: QKeyEvent) -> bool:
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return event.key() == Qt.Key.Key_Escape or (event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._ends(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._notes.give_back()
        else:
            self._notes.take()
            self._notes.read(focus=True)


class Notes(QWidget):
    """The notes of one thing: its page, or its text while somebody writes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._source: Source | None = None
        self._shown = ""
        self.page, self.writing = Page(window, self), Writing(self)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.page)
        self.pages.addWidget(self.writing)
        self.hint: QLabel = caption("", "muted")
        self.hint.setWordWrap(True)
        self.write = QPushButton("Write")
        self.write.setProperty("small", True)
        self.write.clicked.connect(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.pages, 1)
        column.addWidget(self.hint)
        column.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeft)
        self.read()

    @property
    def is_writing(self) -> bool:
        return self.pages.currentWidget() is self.writing

    @property
    def pending(self) -> bool:
        return self.is_writing and self.writing.toPlainText() != self._shown

    def show_source(self, source: Source) -> None:
        """Show the notes of something; what is being written about the same stays."""
        if self._source is not None and self._source.about == source.about and self.is_writing:
            self._source = source
            return
        self.give_up()
        self._source = source
        self.read()

    def read(self, focus: bool = False) -> None:
        """Show the page."""
        there = self._source is not None and self._source.there()
        text = (self._source.read(False) if self._source is not None and there else "") or ""
        if text != self._shown or self.is_writing or not text:
            self._shown = text
            self.page.show_markdown(text)
        self.page.setPlaceholderText(EMPTY)
        self.pages.setCurrentWidget(self.page)
        refusal = self._source.refusal() if self._source is not None and there else ""
        self.hint.setText(refusal or "Enter or a click writes.")
        self.write.setVisible(not refusal)
        if focus:
            self.page.setFocus()

    def edit(self) -> None:
        """Write the notes."""
        self._window.inspector.flush()
        if self._source is None or not self._source.there() or self._source.refusal() or self.is_writing:
            return
        self._shown = self._source.read(True) or ""
        self.writing.setPlainText(self._shown)
        self.pages.setCurrentWidget(self.writing)
        self.hint.setText("Ctrl+Enter takes it, Esc leaves it as it was. **bold**, - list, [words](https://…)")
        self.write.setVisible(False)
        self.writing.setFocus()
        self.writing.moveCursor(self.writing.textCursor().MoveOperation.End)

    def take(self) -> bool:
        """Put the text into the plan, as one step; notes are never refused."""
        if self.pending and self._source is not None and self._source.there():
            text = self.writing.toPlainText()
            self._shown = text
            self._source.put(text)
        return True

    def give_back(self) -> None:
        """Leave the notes as they were."""
        self.writing.setPlainText(self._shown)
        self.read(focus=True)

    def give_up(self) -> None:
        """The notes go to something else: what was written is taken."""
        self.take()
        self.pages.setCurrentWidget(self.page)
