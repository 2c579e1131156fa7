"""Short texts in the window: reading, printing, and the line that says when one fits."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from builders import PERSON_ID, a_pain, an_event
from conftest import TODAY
from rehabplanner.documents.lessons import mark_words
from rehabplanner.documents.options import HandoutOptions
from rehabplanner.domain.diary import EventKind
from rehabplanner.domain.people import Person
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.lessons.watch import LessonsWatch
from rehabplanner.gui.lessons.window import LessonsWindow
from rehabplanner.gui.settings import Settings
from rehabplanner.gui.window import Window


@pytest.fixture
def watch(qtbot: QtBot, desk: Desk, person: Person) -> Iterator[LessonsWatch]:
    main = Window(Settings(desk.places.settings))
    qtbot.addWidget(main)
    main.furnish(desk)
    made = LessonsWatch(main, desk)
    main.person_id = PERSON_ID
    main.tabs.setCurrentIndex(2)
    yield made
    main.close()


def test_every_text_is_read_with_sources_and_how_sure_it_is(desk: Desk, person: Person) -> None:
    dossier = desk.workspace.dossier(PERSON_ID)
    assert dossier is not None
    window = LessonsWindow(desk, dossier, "sleep")
    assert window.lesson.id == "sleep"
    for row, lesson in enumerate(desk.library.lessons.values()):
        window.list.setCurrentRow(row)
        assert window.title.text() == lesson.title
        assert lesson.paragraphs[-1] in window.text.text()
        assert all(source in window.sources.text() for source in lesson.sources)
        assert mark_words(lesson.mark) in window.sources.text()
        assert mark_words(lesson.mark) != lesson.mark, "each mark has its words"
    document = pypdfium2.PdfDocument(BytesIO(window.pdf(HandoutOptions())))
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert window.lesson.title in words
    assert mark_words(window.lesson.mark) in " ".join(words.split())
    window.close()


def test_a_text_that_fits_is_offered_once_in_two_weeks(watch: LessonsWatch, desk: Desk) -> None:
    watch.refresh()
    assert watch.line.isHidden()
    flare = an_event("Bad day", TODAY - timedelta(days=1), kind=EventKind.FLARE_UP)
    desk.workspace.save("Flare", flare, a_pain(6, TODAY))
    watch.refresh()
    assert not watch.line.isHidden()
    assert "flare-up" in watch.line.words.text()
    watch.read_button.click()
    (window,) = watch.parent().findChildren(LessonsWindow)
    assert window.lesson.id == "flare-ups"
    window.reject()
    watch.refresh()
    assert watch.line.isHidden()
