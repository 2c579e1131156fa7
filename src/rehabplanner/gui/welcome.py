"""The first thing a new user sees: three doors."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rehabplanner.catalogue import _
from rehabplanner.gui.widgets.empty_state import EmptyState


class Welcome(QWidget):
    """Asks how the program will be used. Nothing leaves this computer, and it says so."""

    home_chosen = Signal()
    clinic_chosen = Signal()
    demo_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        state = EmptyState(
            _("Welcome to rehabplanner"),
            _(
                "Plan your way back to running, see load beside pain, and know what to do next. "
                "Everything stays on this computer; nothing is sent anywhere."
            ),
        )
        layout.addWidget(state)
        home = state.button(_("I am a &runner"), primary=True)
        home.clicked.connect(self.home_chosen)
        clinic = state.button(_("I look after runners as a &therapist"))
        clinic.clicked.connect(self.clinic_chosen)
        demo = state.button(_("&Look around with made-up data"))
        demo.clicked.connect(self.demo_chosen)
        self.first_button = home
