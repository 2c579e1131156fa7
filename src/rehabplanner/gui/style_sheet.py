"""The style sheet, built from the theme's roles."""

from collections.abc import Mapping
from pathlib import Path

TEMPLATE = """
QWidget { color: @text; }
QMainWindow, QDialog { background: @surface; }
QToolTip { background: @notice; color: @on-notice; border: none; padding: 5px 8px; }
QTabWidget::pane { border: none; }
QTabWidget { background: @surface; }
QTabBar { background: @surface; qproperty-drawBase: 0; }
QTabBar::tab { padding: 9px 18px; margin-right: 2px; border: none; color: @muted;
    border-bottom: 3px solid transparent; background: transparent; }
QTabBar::tab:selected { color: @accent-strong; border-bottom: 3px solid @accent; font-weight: 600; }
QTabBar::tab:hover:!selected { color: @text; background: @hover; }
QTabBar::tab:focus { color: @accent-strong; background: @hover; }
QPushButton { background: @raised; border: 1px solid @border; border-radius: 6px;
    padding: 6px 14px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @accent-soft; }
QPushButton:focus { border: 2px solid @accent; padding: 5px 13px; }
QPushButton:disabled { color: @disabled; }
QPushButton:checked { background: @accent-soft; border-color: @accent; color: @accent-strong; }
QPushButton[primary="true"] { background: @accent; color: @on-accent; border-color: @accent;
    font-weight: 600; }
QPushButton[primary="true"]:hover { background: @accent-strong; }
QPushButton[primary="true"]:disabled { background: @hover; color: @disabled;
    border-color: @border; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 5px; }
QToolButton:hover { background: @hover; }
QToolButton:checked { background: @accent-soft; color: @accent-strong; }
QToolButton:focus { border: 1px solid @accent; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QComboBox {
    background: @base; border: 1px solid @border; border-radius: 6px; padding: 5px 8px;
    selection-background-color: @accent; selection-color: @on-accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateEdit:focus, QTimeEdit:focus, QComboBox:focus { border: 2px solid @accent; padding: 4px 7px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QSpinBox[invalid="true"] {
    border: 2px solid @problem; background: @problem-soft; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border;
    width: 22px; border: none; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: 3px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 3px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: @hover; }
QAbstractSpinBox::up-arrow { image: url("@icons/chevron-up.svg"); width: 11px; height: 11px; }
QAbstractSpinBox::down-arrow { image: url("@icons/chevron.svg"); width: 11px; height: 11px; }
QAbstractSpinBox[bare="true"]::up-button, QAbstractSpinBox[bare="true"]::down-button { width: 0; }
QAbstractSpinBox[bare="true"]::up-arrow, QAbstractSpinBox[bare="true"]::down-arrow { image: none;
    width: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 26px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("@icons/chevron.svg"); width: 14px;
    height: 14px; }
QComboBox QAbstractItemView { background: @base; border: 1px solid @border; }
QTableView, QListView, QTreeView { background: @base; border: 1px solid @border;
    border-radius: 8px; gridline-color: @border; alternate-background-color: @surface;
    selection-background-color: @accent-soft; selection-color: @text; }
QTableView, QListWidget, QTreeView { outline: none; }
QTableView:focus, QListWidget:focus, QTreeView:focus { border-color: @accent; }
QTableView::item { padding: 3px 6px; }
QTableView::item:focus:!selected, QListWidget::item:focus:!selected { background: @hover; }
QTableView[cells="true"]::item:focus { border: 2px solid @accent; padding: 1px 4px; }
QListWidget::item { padding: 5px 6px; }
QHeaderView { background: transparent; }
QHeaderView::section { background: @surface; color: @muted; border: none;
    border-bottom: 1px solid @border; padding: 7px 6px; font-weight: 600; }
QHeaderView::section:horizontal:first, QHeaderView::section:horizontal:only-one {
    border-top-left-radius: 7px; }
QHeaderView::section:horizontal:last, QHeaderView::section:horizontal:only-one {
    border-top-right-radius: 7px; }
QHeaderView::section:vertical { padding: 0 6px; }
QTableCornerButton::section { background: @surface; border: none;
    border-bottom: 1px solid @border; border-top-left-radius: 7px; }
QCheckBox::indicator, QRadioButton::indicator, QListWidget::indicator { width: 16px; height: 16px;
    border: 1px solid @muted; border-radius: 4px; background: @base; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QListWidget::indicator:checked { background: @accent;
    border-color: @accent; image: url("@icons/tick.svg"); }
QRadioButton::indicator:checked { background: @accent; border-color: @accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid @accent; }
QCheckBox::indicator:disabled { border-color: @border; }
QScrollArea { border: none; background: transparent; }
QGroupBox { border: 1px solid @border; border-radius: 8px; margin-top: 14px; padding: 8px;
    background: @raised; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; color: @muted; }
QFrame[card="true"] { background: @raised; border: 1px solid @border; border-radius: 10px; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="problem"] { color: @problem; }
QLabel[role="curtain"] { color: @muted; qproperty-alignment: AlignCenter; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @border; }
QStatusBar { background: @surface; color: @muted; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
QMenuBar { background: @surface; }
QMenuBar::item { padding: 5px 10px; background: transparent; }
QMenuBar::item:selected { background: @hover; border-radius: 4px; }
QMenu { background: @raised; border: 1px solid @border; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 20px; border-radius: 4px; }
QMenu::item:selected { background: @accent-soft; color: @text; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @border; margin: 5px 8px; }
QProgressBar { border: 1px solid @border; border-radius: 6px; background: @base;
    text-align: center; }
QProgressBar::chunk { background: @accent; border-radius: 5px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 5px; min-height: 28px; min-width: 28px;
    margin: 2px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""


def style_sheet(colours: Mapping[str, str], icons: Path) -> str:
    """Return the style sheet with every `@role` replaced by its colour; `icons` is their folder."""
    sheet = TEMPLATE.replace("@icons", icons.as_posix())
    for role in sorted(colours, key=len, reverse=True):
        sheet = sheet.replace(f"@{role}", colours[role])
    return sheet
