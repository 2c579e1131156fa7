"""The form of a person: heart rates and sex are optional and are checked."""

import pytest

from builders import a_person
from rehabplanner.domain.people import Sex
from rehabplanner.domain.problems import Problem
from rehabplanner.gui.people.form import PersonForm


@pytest.fixture
def form(qtbot):
    made = PersonForm()
    qtbot.addWidget(made)
    made.name.setText("Ada Strand")
    return made


def test_left_empty_they_stay_not_given(form):
    person = form.value()
    assert (person.resting_hr_bpm, person.max_hr_bpm, person.sex) == (None, None, None)
    assert form.sex.currentText() == "Not given"


def test_what_was_given_comes_back(form):
    form.resting_hr.setText("52")
    form.max_hr.setText(" 184 ")
    form.sex.setCurrentIndex(1)
    person = form.value()
    assert (person.resting_hr_bpm, person.max_hr_bpm, person.sex) == (52, 184, Sex.FEMALE)
    form.set_value(person)
    assert form.value() == person
    form.set_value(a_person())
    assert form.value().sex is None
    assert form.value().max_hr_bpm is None


@pytest.mark.parametrize(
    ("resting", "highest", "field"),
    [
        ("a lot", "", "resting_hr_bpm"),
        ("12", "", "resting_hr_bpm"),
        ("", "300", "max_hr_bpm"),
        ("110", "100", "max_hr_bpm"),
        ("52.5", "", "resting_hr_bpm"),
    ],
)
def test_impossible_rates_name_their_field(form, resting, highest, field):
    form.resting_hr.setText(resting)
    form.max_hr.setText(highest)
    with pytest.raises(Problem) as refused:
        form.value()
    assert refused.value.field_name == field
    form.show_problem(refused.value)
