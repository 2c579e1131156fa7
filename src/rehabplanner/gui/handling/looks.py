"""The window itself: its looks, its settings, and help."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from rehabplanner.gui import settings as prefs
from rehabplanner.gui.dialogs.text_dialog import TextDialog
from rehabplanner.gui.handling.part import Part
from rehabplanner.gui.help import about_html, help_html, shortcuts_html
from rehabplanner.gui.theme import DARK, LIGHT
from rehabplanner.wording import _


class LookHandlers(Part):
    """The commands that change or explain the window."""

    def on_settings(self) -> None:
        """Show the settings."""
        from rehabplanner.gui.dialogs.settings_dialog import SettingsDialog  # noqa: PLC0415

        self.ask(SettingsDialog(self.desk, self.window))

    def on_theme(self) -> None:
        """Change between light and dark."""
        choice = LIGHT if self.desk.theme.is_dark else DARK
        self.desk.settings.set(prefs.THEME, choice)
        self.desk.theme.apply(choice, self.desk.theme.text_percent)

    def on_bigger(self) -> None:
        """Make the text bigger."""
        self._resize_text(1)

    def on_smaller(self) -> None:
        """Make the text smaller."""
        self._resize_text(-1)

    def _resize_text(self, step: int) -> None:
        now, sizes = self.desk.theme.text_percent, prefs.TEXT_SIZES
        nearest = min(range(len(sizes)), key=lambda number: abs(sizes[number] - now))
        size = sizes[min(max(nearest + step, 0), len(sizes) - 1)]
        self.desk.settings.set(prefs.TEXT_SIZE, size)
        self.desk.theme.apply(self.desk.theme.choice, size)

    def on_help(self) -> None:
        """Show the help."""
        dossier = self.dossier()
        ceiling = dossier.person.pain_ceiling if dossier else 4
        self.ask(TextDialog(_("Help"), help_html(ceiling), self.window))

    def on_shortcuts(self) -> None:
        """Show the shortcuts."""
        self.ask(TextDialog(_("Shortcuts"), shortcuts_html(), self.window))

    def on_folder(self) -> None:
        """Open the data folder."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.places.data)))

    def on_about(self) -> None:
        """Say what the program is."""
        self.ask(TextDialog(_("About rehabplanner"), about_html(), self.window))
