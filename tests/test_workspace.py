"""The one door: every change can be undone, whatever happens around it."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from builders import (
    MONDAY,
    PERSON_ID,
    a_day,
    a_pain,
    a_person,
    a_practice,
    a_run,
    a_track,
    an_item,
    another_person,
    one_of_each,
    some_weeks,
)
from rehabplanner.domain.activities import Activity, Track
from rehabplanner.domain.diary import PainEntry
from rehabplanner.domain.dossier import Dossier, make_dossier
from rehabplanner.domain.guidance import PlanTemplate
from rehabplanner.domain.people import Person
from rehabplanner.domain.problems import Conflict, StorageError
from rehabplanner.domain.store import EmptyStore
from rehabplanner.storage.database import Database
from rehabplanner.storage.tracks import packed
from rehabplanner.workspace import MOST_STEPS, News, Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rehab.db"


@pytest.fixture
def store(path: Path) -> Iterator[Database]:
    database = Database.open(path)
    yield database
    database.close()


@pytest.fixture
def space(store: Database) -> Workspace:
    made = Workspace(store)
    made.save("Add Ada", a_person())
    return made


def ada(space: Workspace) -> Dossier:
    found = space.dossier(PERSON_ID)
    assert found is not None
    return found


def test_each_step_has_its_label_and_goes_back_and_forth(space: Workspace) -> None:
    (run,) = space.save("Add run", a_run())
    (longer,) = space.save("Change run", replace(run, distance_m=9000))
    space.remove("Remove run", longer)
    states = [(), (longer.distance_m,), (8200,), ()]
    assert [space.undo_label, space.redo_label] == ["Remove run", None]
    for wanted, label in zip(states[1:], ("Remove run", "Change run", "Add run"), strict=True):
        assert space.undo() == label
        assert tuple(one.distance_m for one in ada(space).activities) == wanted
    assert space.redo_label == "Add run"
    for wanted in reversed(states[:-1]):
        space.redo()
        assert tuple(one.distance_m for one in ada(space).activities) == wanted
    assert space.redo() is None


def test_undo_goes_on_working_after_many_turns(space: Workspace) -> None:
    (run,) = space.save("Add run", a_run())
    for number in range(4):
        (run,) = space.save("Title", replace(run, title=f"{number}"))
    for _ in range(3):
        for _ in range(5):
            space.undo()
        assert ada(space).activities == ()
        for _ in range(5):
            space.redo()
        assert ada(space).activities[0].title == "3"


def test_a_new_step_forgets_what_could_be_redone(space: Workspace) -> None:
    space.save("Add run", a_run())
    space.undo()
    space.save("Add pain", a_pain())
    assert space.redo() is None


def test_removing_a_person_and_undoing_it_brings_back_everything(space: Workspace) -> None:
    records = one_of_each()
    space.save("Add all", *records[1:])
    before = ada(space)
    heard: list[News] = []
    space.listen(heard.append)
    space.remove("Remove Ada", before.person)
    assert space.people() == ()
    assert space.dossier(PERSON_ID) is None
    space.undo()
    assert replace(ada(space), person=before.person) == before
    assert space.track(records[2].id) is not None
    space.undo()
    assert ada(space).activities == ()
    assert space.track(records[2].id) is None or ada(space).activities == ()
    assert [PERSON_ID in news.person_ids for news in heard] == [True] * 3


def test_a_track_comes_and_goes_with_its_activity(space: Workspace) -> None:
    run = a_run()
    space.save("Import", run, a_track(run.id))
    space.undo()
    assert ada(space).activities == ()
    space.redo()
    assert len(ada(space).activities) == 1
    track = space.track(run.id)
    assert track is not None
    assert len(track) == 120


def test_a_track_that_is_added_changed_or_removed_alone_can_be_undone(space: Workspace) -> None:
    (run,) = space.save("Add run", a_run())
    (first,) = space.save("Add track", a_track(run.id, samples=10))
    (second,) = space.save("Cut track", replace(a_track(run.id, samples=5), revision=1))
    space.remove("Remove track", second)
    lengths = []
    for turn in (space.undo, space.undo, space.undo, space.redo, space.redo, space.redo):
        turn()
        track = space.track(run.id)
        lengths.append(len(track) if track else None)
    assert lengths == [5, 10, None, 10, 5, None]
    assert isinstance(first, Track)


def test_a_run_that_moves_to_another_person_leaves_the_first(space: Workspace) -> None:
    ben, run = space.save("Add", another_person(), a_run())
    assert len(ada(space).activities) == 1
    bens = space.dossier(ben.id)
    assert bens is not None
    assert bens.activities == ()
    space.save("It was Ben's", replace(run, person_id=ben.id))
    bens = space.dossier(ben.id)
    assert bens is not None
    assert (len(bens.activities), len(ada(space).activities)) == (1, 0)
    space.undo()
    bens = space.dossier(ben.id)
    assert bens is not None
    assert (len(bens.activities), len(ada(space).activities)) == (0, 1)


def test_saving_what_is_there_already_is_no_step(space: Workspace) -> None:
    (run,) = space.save("Add run", a_run())
    heard: list[News] = []
    space.listen(heard.append)
    assert space.save("Nothing new", run) == (run,)
    assert space.undo_label == "Add run"
    assert heard == []
    assert space.save("Nothing at all") == ()


def test_letterhead_and_person_are_undone_too(space: Workspace) -> None:
    (practice,) = space.save("Letterhead", a_practice())
    space.save("New name", replace(practice, name="Harbour"))
    space.save("Rename", replace(space.people()[0], name="Ada S."))
    for _ in range(2):
        space.undo()
    assert (space.practice().name, space.people()[0].name) == ("Quay Physiotherapy", "Ada Strand")
    space.undo()
    assert space.practice().name == ""


def test_what_lies_in_the_bin_comes_back_as_a_step(space: Workspace) -> None:
    (run,) = space.save("Add run", a_run())
    space.remove("Remove run", run)
    (binned,) = space.bin()
    space.restore("Bring back", binned.record)
    assert [one.id for one in ada(space).activities] == [run.id]
    space.undo()
    assert ada(space).activities == ()
    assert len(space.bin()) == 1


def test_listeners_hear_what_changed_until_they_stop(space: Workspace) -> None:
    heard: list[News] = []
    stop = space.listen(heard.append)
    space.save("Run and pain", a_run(), a_pain())
    assert heard[0] == News(
        frozenset({Activity, PainEntry}), frozenset({PERSON_ID}), "Run and pain"
    )
    stop()
    stop()
    space.undo()
    assert len(heard) == 1


def test_a_listener_that_fails_keeps_nobody_else_from_hearing(space: Workspace) -> None:
    def fails(news: News) -> None:
        raise RuntimeError(news.label)

    heard: list[News] = []
    space.listen(fails)
    space.listen(heard.append)
    with pytest.raises(RuntimeError, match="Add run"):
        space.save("Add run", a_run())
    assert len(heard) == 1
    assert len(ada(space).activities) == 1


def test_the_dossier_grows_without_being_read_again(space: Workspace, store: Database) -> None:
    space.save("Weeks", *some_weeks(3))
    before = ada(space)
    space.save("Add pain", a_pain(9))
    assert ada(space).activities is before.activities
    assert ada(space) == make_dossier(space.people()[0], store.of_person(PERSON_ID))


def test_a_long_import_is_durable_group_by_group_and_one_step(space: Workspace, path: Path) -> None:
    heard: list[News] = []
    space.listen(heard.append)
    batch = space.batch("Import 6 runs")
    groups = [[a_run(title=f"{group}{number}") for number in range(2)] for group in range(3)]
    for group in groups:
        batch.add([*group, packed(a_track(group[0].id))])
        other = Database.open(path)
        assert group[1].title in [one.title for one in other.of_person(PERSON_ID)]
        other.close()
    batch.close()
    assert [news.label for news in heard] == ["Import 6 runs"]
    assert len(ada(space).activities) == 6
    track = space.track(groups[2][0].id)
    assert track is not None
    assert track.time_s == a_track(groups[2][0].id).time_s
    assert space.undo() == "Import 6 runs"
    assert ada(space).activities == ()
    space.redo()
    assert len(ada(space).activities) == 6
    assert space.track(groups[2][0].id) is not None


def test_a_store_that_comes_later_takes_the_place_of_the_empty_one(store: Database) -> None:
    space = Workspace(EmptyStore())
    assert (space.people(), space.bin(), space.look_for_news()) == ((), (), False)
    with pytest.raises(StorageError, match="not open yet"):
        space.save("Too early", a_person())
    heard: list[News] = []
    space.listen(heard.append)
    space.use(store)
    space.save("Add Ada", a_person())
    assert (len(heard), space.people()[0].name) == (2, "Ada Strand")


# Other windows


@pytest.fixture
def other(path: Path, store: Database) -> Iterator[Workspace]:
    database = Database.open(path)
    yield Workspace(database)
    database.close()


def test_an_edit_from_an_outdated_record_is_a_conflict_and_changes_nothing(
    space: Workspace, other: Workspace
) -> None:
    (run,) = space.save("Add run", a_run())
    (theirs,) = other.save("Theirs", replace(run, title="Theirs"))
    with pytest.raises(Conflict) as caught:
        space.save("Mine", replace(run, title="Mine"), a_pain())
    assert (caught.value.mine.title, caught.value.stored) == ("Mine", theirs)
    assert space.undo_label == "Add run"
    assert space.look_for_news()
    assert ada(space).activities == (theirs,)
    assert ada(space).pains == ()
    space.save("Mine after all", replace(theirs, title="Both"))
    assert space.undo() == "Mine after all"
    assert ada(space).activities[0].title == "Theirs"


def test_undo_never_overwrites_what_someone_wrote_in_between(
    space: Workspace, other: Workspace
) -> None:
    (run,) = space.save("Add run", a_run())
    (run,) = space.save("Title", replace(run, title="Mine"))
    (theirs,) = other.save("Notes", replace(run, notes="Theirs"))
    space.look_for_news()
    space.save("Effort", replace(theirs, effort=8))
    assert space.undo() == "Effort"
    with pytest.raises(Conflict):
        space.undo()
    assert ada(space).activities[0].notes == "Theirs"
    assert space.undo_label == "Add run"


def test_undoing_an_addition_that_someone_removed_is_a_conflict(
    space: Workspace, other: Workspace
) -> None:
    (run,) = space.save("Add run", a_run())
    other.remove("Remove", run)
    with pytest.raises(Conflict):
        space.undo()
    assert space.undo_label == "Add Ada"


def test_news_of_others_empty_the_caches_and_are_told_once(
    space: Workspace, other: Workspace
) -> None:
    heard: list[News] = []
    space.listen(heard.append)
    assert ada(space).activities == ()
    other.save("Theirs", a_run())
    assert space.look_for_news()
    assert not space.look_for_news()
    assert heard == [News(frozenset(), frozenset())]
    assert len(ada(space).activities) == 1


def test_a_step_that_cannot_be_written_stays_to_be_tried_again(
    space: Workspace, store: Database
) -> None:
    space.save("Add run", a_run())
    with store.reading() as sql:
        sql.run("PRAGMA query_only=1")
    with pytest.raises(StorageError):
        space.undo()
    with pytest.raises(StorageError):
        space.save("Add pain", a_pain())
    assert space.undo_label == "Add run"
    assert len(ada(space).activities) == 1
    with store.reading() as sql:
        sql.run("PRAGMA query_only=0")
    assert space.undo() == "Add run"


def test_removing_what_was_never_stored_is_a_conflict(space: Workspace) -> None:
    with pytest.raises(Conflict):
        space.remove("Remove", a_run())


def test_only_so_many_steps_are_kept(space: Workspace) -> None:
    (run,) = space.save("Add run", a_run())
    for number in range(MOST_STEPS):
        (run,) = space.save("Steps", replace(run, steps=number))
    count = 0
    while space.undo():
        count += 1
    assert count == MOST_STEPS
    assert ada(space).activities[0].steps is None


def test_another_file_in_the_place_forgets_all_steps(space: Workspace) -> None:
    space.save("Add run", a_run())
    space.forget()
    assert space.undo_label is None
    assert len(ada(space).activities) == 1


# Any order of anything, against a model


class Anything(RuleBasedStateMachine):
    """Saves, changes, removals and turns in any order; the file is opened again after each."""

    records = Bundle("records")

    def __init__(self) -> None:
        super().__init__()
        self.path = FOLDERS.pop() / "rehab.db"
        self.open()
        self.states: list[dict[UUID, Any]] = [{}]
        self.day = MONDAY
        self.now = 0

    def open(self) -> None:
        self.database = Database.open(self.path)
        self.space = Workspace(self.database)

    @property
    def model(self) -> dict[UUID, Any]:
        return self.states[self.now]

    def visible(self) -> dict[UUID, Any]:
        return {
            key: one
            for key, one in self.model.items()
            if isinstance(one, Person) or one.person_id in self.model
        }

    def current(self, record_id: UUID) -> Any:
        for person in self.space.people():
            dossier = self.space.dossier(person.id)
            assert dossier is not None
            everything = (
                person,
                *dossier.activities,
                *dossier.pains,
                *dossier.days,
                *dossier.items,
            )
            for one in everything:
                if one.id == record_id:
                    return one
        return None

    def step(self, *pairs: tuple[UUID, Any]) -> None:
        state = dict(self.model)
        for key, one in pairs:
            if one is None:
                del state[key]
            else:
                state[key] = one
        del self.states[self.now + 1 :]
        self.states.append(state)
        self.now += 1

    @rule(target=records, name=st.sampled_from(["Ada", "Ben"]))
    def add_person(self, name: str) -> UUID:
        person = another_person(name)
        self.space.save("Add person", person)
        self.step((person.id, person))
        return person.id

    @rule(target=records, data=st.data(), count=st.integers(1, 3))
    def add_records(self, data: st.DataObject, count: int) -> Any:
        people = [one.id for one in self.space.people()]
        if not people:
            return multiple()
        owner = data.draw(st.sampled_from(people))
        made: list[Any] = []
        for _ in range(count):
            self.day += timedelta(days=1)  # one diary page a day
            make = data.draw(st.sampled_from([a_run, a_pain, a_day, an_item]))
            made.append(make(day=self.day, person_id=owner))
        self.space.save("Add", *made)
        self.step(*((one.id, one) for one in made))
        return multiple(*(one.id for one in made))

    @rule(record_id=records, text=st.sampled_from(["a", "b", "long"]), data=st.data())
    def change(self, record_id: UUID, text: str, data: st.DataObject) -> None:
        record = self.current(record_id)
        if record is None:
            return
        field = {"Person": "goal", "Activity": "title", "PlanItem": "title"}
        name = field.get(type(record).__name__, "note")
        changed = replace(record, **{name: text})
        if getattr(record, name) == text:
            return
        self.space.save("Change", changed)
        self.step((record_id, changed))

    @rule(record_id=consumes(records))
    def remove(self, record_id: UUID) -> None:
        record = self.current(record_id)
        if record is None:
            return
        self.space.remove("Remove", record)
        self.step((record_id, None))

    @rule(target=records, data=st.data())
    def restore(self, data: st.DataObject) -> Any:
        binned = self.space.bin()
        if not binned:
            return multiple()
        record: Any = data.draw(st.sampled_from([one.record for one in binned]))
        self.space.restore("Restore", record)
        self.step((record.id, record))
        return record.id

    @precondition(lambda self: self.now > 0)
    @rule()
    def undo(self) -> None:
        assert self.space.undo() is not None
        self.now -= 1

    @precondition(lambda self: self.now < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        assert self.space.redo() is not None
        self.now += 1

    @rule()
    def start_the_program_again(self) -> None:
        self.database.close()
        self.open()
        self.states = [self.model]
        self.now = 0

    @invariant()
    def the_file_and_the_window_are_as_the_model_says(self) -> None:
        wanted = {key: replace(one, revision=0) for key, one in self.visible().items()}
        other = Database.open(self.path)
        for space in (self.space, Workspace(other)):
            found: dict[UUID, Any] = {}
            for person in space.people():
                dossier = space.dossier(person.id)
                assert dossier is not None
                kinds = (dossier.activities, dossier.pains, dossier.days, dossier.items)
                for one in (dossier.person, *(one for kind in kinds for one in kind)):
                    found[one.id] = replace(one, revision=0)
            assert found == wanted
        other.close()

    def teardown(self) -> None:
        self.database.close()


FOLDERS: list[Path] = []


def test_any_order_of_changes_and_turns_ends_where_it_should(tmp_path: Path) -> None:
    runs = int(os.environ.get("REHABPLANNER_MACHINE", "14"))
    FOLDERS[:] = [tmp_path / str(uuid4()) for _ in range(runs * 40 + 500)]
    run_state_machine_as_test(
        Anything,
        settings=settings(
            max_examples=runs,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_clinics_template_is_kept_and_taken_back(workspace: Workspace) -> None:
    template = PlanTemplate(name="First weeks", content='why = "a start"\n', note="for flares")
    workspace.save("New template", template)
    (kept,) = workspace.plan_templates()
    assert (kept.name, kept.content, kept.note) == ("First weeks", template.content, "for flares")
    workspace.undo()
    assert workspace.plan_templates() == ()
    workspace.redo()
    assert [one.name for one in workspace.plan_templates()] == ["First weeks"]
