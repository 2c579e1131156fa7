"""Roles to colours: palette, style sheet and icons, light and dark, at any text size."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from rehabplanner.gui.style_sheet import style_sheet

AUTO, LIGHT, DARK = "auto", "light", "dark"
ICON_PX = 20
HALF_LIGHT = 128


class Theme(QObject):
    """The colours in use. `changed` is emitted when they or the text size change."""

    changed = Signal()

    def __init__(self, resources: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._resources = resources
        self._icons = str(resources / "icons")
        self._choice = AUTO
        self._text_percent = 100
        self._colours: Mapping[str, str] = {}
        self._base_point_size = QApplication.font().pointSizeF()
        self._load()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def is_dark(self) -> bool:
        """Say whether the dark colours are in use."""
        if self._choice == AUTO:
            standard = QApplication.style().standardPalette()
            return standard.color(QPalette.ColorRole.Window).lightness() < HALF_LIGHT
        return self._choice == DARK

    @property
    def choice(self) -> str:
        """Return what was chosen: auto, light or dark."""
        return self._choice

    @property
    def text_percent(self) -> int:
        """Return the text size in percent of the system's."""
        return self._text_percent

    def colour(self, role: str) -> QColor:
        """Return the colour of a role; an unknown role raises KeyError."""
        return QColor(self._colours[role])

    def colours(self) -> Mapping[str, str]:
        """Return all roles as `#rrggbb`."""
        return self._colours

    def apply(self, choice: str, text_percent: int) -> None:
        """Dress the application in the chosen colours and text size."""
        self._choice = choice if choice in (AUTO, LIGHT, DARK) else AUTO
        self._text_percent = min(200, max(80, text_percent))
        self._load()
        self._dress()
        self.changed.emit()

    def icon(self, name: str, role: str = "text") -> QIcon:
        """Return an icon of resources/icons drawn in the colour of a role."""
        return _icon(f"{self._icons}/{name}.svg", self._colours[role])

    def _load(self) -> None:
        name = DARK if self.is_dark else LIGHT
        with (self._resources / "themes" / f"{name}.toml").open("rb") as file:
            data = tomllib.load(file)
        base = data["base"]
        self._colours = {role: base[colour] for role, colour in data["roles"].items()}

    def _dress(self) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        font = QFont(app.font())
        font.setPointSizeF(self._base_point_size * self._text_percent / 100)
        grown = font != app.font()
        app.setFont(font)
        app.setPalette(_palette(self._colours))
        sheet = style_sheet(self._colours, self._resources / "icons")
        if grown or app.styleSheet() != sheet:  # dresses every widget anew, with its letters
            app.setStyleSheet(sheet)

    def _on_scheme_changed(self) -> None:
        if self._choice == AUTO:
            self.apply(AUTO, self._text_percent)


def _palette(colours: Mapping[str, str]) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, name in {
        roles.Window: "surface",
        roles.WindowText: "text",
        roles.Base: "base",
        roles.AlternateBase: "surface",
        roles.Text: "text",
        roles.Button: "raised",
        roles.ButtonText: "text",
        roles.BrightText: "on-accent",
        roles.ToolTipBase: "notice",
        roles.ToolTipText: "on-notice",
        roles.Highlight: "accent",
        roles.HighlightedText: "on-accent",
        roles.PlaceholderText: "muted",
        roles.Link: "accent",
        roles.LinkVisited: "accent-strong",
        roles.Light: "raised",
        roles.Midlight: "hover",
        roles.Mid: "border",
        roles.Dark: "muted",
        roles.Shadow: "border",
        roles.Accent: "accent",
    }.items():
        palette.setColor(role, QColor(colours[name]))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["disabled"]))
    return palette


@lru_cache(maxsize=256)
def _icon(file: str, colour: str) -> QIcon:
    from PySide6.QtSvg import QSvgRenderer  # not needed for the first paint

    svg = Path(file).read_text("utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    icon = QIcon()
    for scale in (1, 2, 3):
        pixmap = QPixmap(QSize(ICON_PX * scale, ICON_PX * scale))
        pixmap.fill(QtCore.Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        icon.addPixmap(pixmap)
    return icon
