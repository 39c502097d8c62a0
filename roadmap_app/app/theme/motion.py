"""Motion, where a jump would leave the eye behind: at most 120 ms, and none where a person or the system says so.

Drags, hovers and scrolls have none.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, Qt, QVariantAnimation
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

LONGEST = 120  # milliseconds
TELLS = ("windows",)  # platforms of which Qt knows whether people want motion


def wanted(setting: str) -> bool:
    """Whether things may move: `on`, `off`, or `system` for what the system says."""
    if setting in ("on", "off"):
        return setting == "on"
    platform = QGuiApplication.platformName()
    if platform in TELLS:
        return QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    return platform != "offscreen"


def ease(owner: QObject, setting: str, step: Callable[[float], bool]) -> None:
    """Call `step` with shares that rise to 1 within 120 ms, as long as it answers True; at once with 1 without motion.

    A motion of the same owner that is under way ends where it is.
    """
    before = owner.findChild(QVariantAnimation, "motion", Qt.FindChildOption.FindDirectChildrenOnly)
    if before is not None:
        before.stop()
    if not wanted(setting):
        step(1.0)
        return
    if not step(0.0):
        return
    made = QVariantAnimation(owner)
    made.setObjectName("motion")
    made.setDuration(LONGEST)
    made.setStartValue(0.0)
    made.setEndValue(1.0)
    made.setEasingCurve(QEasingCurve.Type.OutCubic)

    def move(share: float) -> None:
        if not step(share):
            made.stop()

    made.valueChanged.connect(move)
    made.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)
