"""The sliders: every joint in degrees, what stays on the floor, the things, and the camera."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.figures.pose import BASES, LIMB_ANGLES, limits
from rehabplanner.gui.editor.draft import ANCHORS, END, PLANTABLE, START, THINGS, Draft
from rehabplanner.gui.editor.spins import plain
from rehabplanner.gui.editor.words import (
    anchor_words,
    angle_words,
    base_words,
    joint_groups,
    part_words,
    thing_words,
)
from rehabplanner.wording import _

BOTH, LEFT, RIGHT = "both", "left", "right"
WIDEST_TURN = 180


class AngleRow(QWidget):
    """One angle: its name, a slider and the number in degrees."""

    changed = Signal(str, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        low, high = limits(name)
        low, high = max(low, -WIDEST_TURN), min(high, WIDEST_TURN)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(low), round(high))
        self.slider.setPageStep(10)
        self.spin = QSpinBox()
        self.spin.setRange(round(low), round(high))
        self.spin.setSuffix("°")
        plain(self.spin)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.spin.setFixedWidth(68)
        words = QLabel(angle_words(name))
        words.setBuddy(self.slider)
        for one in (self.slider, self.spin):
            one.setAccessibleName(angle_words(name))
            one.valueChanged.connect(self._on_value_changed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.addWidget(words, 0, 0, 1, 2)
        grid.addWidget(self.slider, 1, 0)
        grid.addWidget(self.spin, 0, 1, 2, 1, Qt.AlignmentFlag.AlignBottom)
        grid.setColumnStretch(0, 1)

    def set_value(self, value: float) -> None:
        """Show a value without telling of it."""
        for one in (self.slider, self.spin):
            with QSignalBlocker(one):
                one.setValue(round(value))

    def _on_value_changed(self, value: int) -> None:
        self.set_value(value)
        self.changed.emit(self.name, value)


class PosePanel(QWidget):
    """Changes a draft; `changed` tells that it did, `frame_chosen` which keyframe is at work."""

    changed = Signal()
    frame_chosen = Signal(str)

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self.rows: dict[str, AngleRow] = {}
        self.planted: dict[str, QCheckBox] = {}
        self.things: dict[str, QCheckBox] = {}
        self.tabs = QTabWidget()
        self.tabs.addTab(_scrolled(*self._joint_boxes()), _("Joints"))
        self.tabs.addTab(
            _scrolled(
                self._things_box(), self._planted_box(), self._camera_box(), self._tempo_box()
            ),
            _("Things and floor"),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._head())
        layout.addWidget(self.tabs, 1)
        self.show_draft()

    # What is laid out

    def _head(self) -> QGridLayout:
        self.base = QComboBox()
        for name in BASES:
            self.base.addItem(base_words(name), name)
        self.base.activated.connect(self._on_base_activated)
        self.base.setAccessibleName(_("Posture"))
        grid = QGridLayout()
        grid.addWidget(QLabel(_("Posture")), 0, 0)
        grid.addWidget(self.base, 0, 1)
        self.frames, frames = _choice((START, _("Start")), (END, _("End")))
        self.sides, sides = _choice((RIGHT, _("Right")), (LEFT, _("Left")), (BOTH, _("Both")))
        grid.addWidget(QLabel(_("Change")), 1, 0)
        grid.addLayout(frames, 1, 1)
        grid.addWidget(QLabel(_("Side")), 2, 0)
        grid.addLayout(sides, 2, 1)
        grid.setColumnStretch(1, 1)
        self.frames[END].setChecked(True)
        self.sides[RIGHT].setChecked(True)
        for button in (*self.frames.values(), *self.sides.values()):
            button.clicked.connect(self._on_choice_clicked)
        return grid

    def _joint_boxes(self) -> list[QWidget]:
        boxes: list[QWidget] = []
        for words, names in joint_groups():
            box = QGroupBox(words)
            rows = QVBoxLayout(box)
            for name in names:
                row = AngleRow(name)
                row.changed.connect(self._on_angle_changed)
                self.rows[name] = row
                rows.addWidget(row)
            boxes.append(box)
        return boxes

    def _things_box(self) -> QWidget:
        box = QGroupBox(_("Things"))
        grid = QGridLayout(box)
        for place, kind in enumerate(THINGS):
            check = QCheckBox(thing_words(kind))
            check.clicked.connect(self._on_thing_clicked)
            self.things[kind] = check
            grid.addWidget(check, place // 2, place % 2)
        self.band_part = QComboBox()
        for part in ("right_foot", "left_foot", "right_hand", "left_hand"):
            self.band_part.addItem(_("band at the {part}").format(part=part_words(part)), part)
        self.band_anchor = QComboBox()
        for name in ANCHORS:
            self.band_anchor.addItem(anchor_words(name), name)
        for one, words in ((self.band_part, _("Band at")), (self.band_anchor, _("Band tied"))):
            one.setAccessibleName(words)
            one.activated.connect(self._on_band_activated)
            grid.addWidget(one, grid.rowCount(), 0, 1, 2)
        return box

    def _planted_box(self) -> QWidget:
        box = QGroupBox(_("Stays on the floor"))
        grid = QGridLayout(box)
        for place, part in enumerate(PLANTABLE):
            check = QCheckBox(part_words(part))
            check.clicked.connect(self._on_planted_clicked)
            self.planted[part] = check
            grid.addWidget(check, place // 2, place % 2)
        return box

    def _camera_box(self) -> QWidget:
        box = QGroupBox(_("Seen from"))
        grid = QGridLayout(box)
        self.azimuth, self.elevation = QSlider(), QSlider()
        for place, (slider, words, low, high) in enumerate(
            (
                (self.azimuth, _("Around (0 is the front)"), -180, 180),
                (self.elevation, _("From above"), 0, 60),
            )
        ):
            slider.setOrientation(Qt.Orientation.Horizontal)
            slider.setRange(low, high)
            slider.setAccessibleName(words)
            slider.valueChanged.connect(self._on_camera_changed)
            grid.addWidget(QLabel(words), 2 * place, 0)
            grid.addWidget(slider, 2 * place + 1, 0)
        return box

    def _tempo_box(self) -> QWidget:
        box = QGroupBox(_("Tempo"))
        form = QFormLayout(box)
        self.tempo, self.hold = QDoubleSpinBox(), QDoubleSpinBox()
        for spin, words, low, high in (
            (self.tempo, _("Each way"), 0.3, 20.0),
            (self.hold, _("Hold"), 0.0, 120.0),
        ):
            spin.setRange(low, high)
            spin.setDecimals(1)
            spin.setSuffix(" s")
            plain(spin)
            spin.valueChanged.connect(self._on_tempo_changed)
            form.addRow(words, spin)
        return box

    # What is shown

    @property
    def frame(self) -> str:
        """Return the keyframe that is changed."""
        return START if self.frames[START].isChecked() else END

    @property
    def side(self) -> str:
        """Return the side that the limbs' sliders change."""
        return next(name for name, button in self.sides.items() if button.isChecked())

    def choose_frame(self, frame: str) -> None:
        """Change this keyframe from now on."""
        self.frames[frame].setChecked(True)
        self._on_choice_clicked()

    def show_draft(self, draft: Draft | None = None) -> None:
        """Show a draft (the same one again, if none is given)."""
        self._draft = draft or self._draft
        self.base.setCurrentIndex(self.base.findData(self._draft.base))
        pose = self._draft.pose(self.frame)
        for name, row in self.rows.items():
            row.set_value(pose[self._full(name)])
        planted = self._draft.planted(self.frame)
        for part, check in self.planted.items():
            check.setChecked(part in planted)
        for kind, check in self.things.items():
            check.setChecked(self._draft.thing(kind) is not None)
        self._show_band(self._draft.thing("band"))
        table = self._draft.table
        for slider, value in zip((self.azimuth, self.elevation), table["camera"], strict=False):
            with QSignalBlocker(slider):
                slider.setValue(round(value))
        for spin, name in ((self.tempo, "tempo_s"), (self.hold, "hold_s")):
            with QSignalBlocker(spin):
                spin.setValue(table.get(name, 1.0))

    def _show_band(self, band: Mapping[str, object] | None) -> None:
        for box in (self.band_part, self.band_anchor):
            box.setVisible(band is not None)
        if band is None:
            return
        self.band_part.setCurrentIndex(self.band_part.findData(band.get("part")))
        tied = band.get("from")
        names = [n for n, at in ANCHORS.items() if isinstance(tied, list) and list(at) == tied]
        self.band_anchor.setCurrentIndex(self.band_anchor.findData(names[0]) if names else -1)

    def _full(self, name: str) -> str:
        side = RIGHT if self.side == BOTH else self.side
        return f"{side}_{name}" if name in LIMB_ANGLES else name

    # What is changed

    def _on_choice_clicked(self) -> None:
        self.show_draft()
        self.frame_chosen.emit(self.frame)

    def _on_base_activated(self) -> None:
        self._draft.set_base(str(self.base.currentData()))
        self.show_draft()
        self.changed.emit()

    def _on_angle_changed(self, name: str, value: int) -> None:
        full = name if self.side == BOTH else self._full(name)
        self._draft.set_angle(self.frame, full, value)
        self.show_draft()
        self.changed.emit()

    def _on_planted_clicked(self) -> None:
        planted = self._draft.planted(self.frame)
        for part, check in self.planted.items():
            if check.isChecked() != (part in planted):
                surface = "floor" if check.isChecked() else None
                self._draft.plant(self.frame, part, surface)
        self.changed.emit()

    def _on_thing_clicked(self) -> None:
        for kind, check in self.things.items():
            if check.isChecked() != (self._draft.thing(kind) is not None):
                part = THINGS[kind].get("part")
                held = {"part": part.replace(RIGHT, LEFT)} if part and self.side == LEFT else {}
                self._draft.set_thing(kind, check.isChecked(), **held)
        self._show_band(self._draft.thing("band"))
        self.changed.emit()

    def _on_band_activated(self) -> None:
        settings: dict[str, object] = {}
        if self.band_part.currentIndex() >= 0:
            settings["part"] = str(self.band_part.currentData())
        if self.band_anchor.currentIndex() >= 0:
            settings["from"] = list(ANCHORS[str(self.band_anchor.currentData())])
        self._draft.set_thing("band", True, **settings)
        self.changed.emit()

    def _on_camera_changed(self) -> None:
        rest = self._draft.table["camera"][2:]
        here = [float(self.azimuth.value()), float(self.elevation.value())]
        self._draft.table["camera"] = [*here, *rest]
        self.changed.emit()

    def _on_tempo_changed(self) -> None:
        self._draft.table["tempo_s"] = self.tempo.value()
        self._draft.table["hold_s"] = self.hold.value()
        self.changed.emit()


def _scrolled(*boxes: QWidget) -> QScrollArea:
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 4, 8, 0)
    for box in boxes:
        column.addWidget(box)
    column.addStretch(1)
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(inner)
    return made


def _choice(*entries: tuple[str, str]) -> tuple[dict[str, QPushButton], QHBoxLayout]:
    """Return buttons of which one is down, and the row they stand in."""
    row = QHBoxLayout()
    row.setSpacing(4)
    buttons: dict[str, QPushButton] = {}
    group: QButtonGroup | None = None
    for name, words in entries:
        button = QPushButton(words)
        button.setCheckable(True)
        button.setAutoDefault(False)
        group = group or QButtonGroup(button)
        group.addButton(button)
        buttons[name] = button
        row.addWidget(button)
    return buttons, row
