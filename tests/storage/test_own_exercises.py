"""Own exercises and their photographs: kept, undone, binned, backed up, handed on."""

from dataclasses import replace
from pathlib import Path

import pytest

from builders import PERSON_ID, a_person, an_item
from rehabplanner.domain.own_exercises import OwnExercise, Photo, own_id, read_table, table_text
from rehabplanner.domain.people import Person
from rehabplanner.domain.problems import Problem
from rehabplanner.storage import bundle, exchange, merging
from rehabplanner.storage.backup import Backups, Reason
from rehabplanner.storage.database import Database
from rehabplanner.storage.recovery import salvage
from rehabplanner.workspace import Workspace

PICTURE = b"\xff\xd8\xff" + bytes(range(256)) * 200


def an_own(name: str = "Band march") -> OwnExercise:
    return OwnExercise(name=name, content=table_text({"why": 'Strong "hips"\nand calm.'}))


def saved(workspace: Workspace) -> tuple[OwnExercise, Photo]:
    own = an_own()
    photo = Photo(own_exercise_id=own.id, frame="start", data=PICTURE)
    one, two = workspace.save("Add an exercise", own, photo)
    assert isinstance(one, OwnExercise)
    assert isinstance(two, Photo)
    return one, two


def test_an_exercise_and_its_photograph_are_one_step(workspace: Workspace) -> None:
    own, photo = saved(workspace)
    assert workspace.own_exercises() == (own,)
    assert workspace.photos(own.id) == (photo,)
    workspace.undo()
    assert workspace.own_exercises() == ()
    assert workspace.photos(own.id) == ()
    workspace.redo()
    assert workspace.own_exercises()[0].name == "Band march"
    assert workspace.photos(own.id)[0].data == PICTURE


def test_a_removed_exercise_lies_in_the_bin_and_comes_back(workspace: Workspace) -> None:
    own, _photo = saved(workspace)
    workspace.remove("Remove", own)
    assert workspace.own_exercises() == ()
    (binned,) = workspace.bin()
    assert isinstance(binned.record, OwnExercise)
    workspace.restore("Bring back", binned.record)
    assert workspace.own_exercises()[0].content == own.content
    assert workspace.photos(own.id)[0].data == PICTURE


def test_a_backup_and_a_rescue_hold_them(
    workspace: Workspace, database: Database, tmp_path: Path
) -> None:
    own, photo = saved(workspace)
    made = Backups(database.path, tmp_path / "kept").make(Reason.HAND)  # type: ignore[arg-type]
    for number, source in enumerate((made.path, database.path)):
        target = tmp_path / f"saved{number}.db"
        assert source is not None
        salvage(source, target)
        rescued = Database.open(target)
        assert [one.content for one in rescued.own_exercises()] == [own.content]
        assert rescued.photos(own.id)[0].data == photo.data
        rescued.close()
    assert database.check(full=True) == []


def test_one_persons_file_takes_along_what_the_plan_names(
    workspace: Workspace, database: Database, tmp_path: Path
) -> None:
    own, photo = saved(workspace)
    workspace.save("Another", an_own("Not in the plan"))
    workspace.save("Plan", a_person())
    workspace.save("Plan", replace(an_item(), exercise_id=own.exercise_id))
    for write, read, name in (
        (exchange.write, exchange.read, "ada.rehab"),
        (exchange.write_json, exchange.read_json, "ada.json"),
    ):
        write(bundle.gather(database, [PERSON_ID]), tmp_path / name)
        home = Database.open(tmp_path / f"{name}.db")
        merging.merge(home, read(tmp_path / name))
        assert [one.exercise_id for one in home.own_exercises()] == [own.exercise_id]
        assert home.photos(own.id)[0].data == photo.data
        again = merging.merge(home, read(tmp_path / name))
        assert (again.added, again.changed) == (0, 0)
        home.close()
    everything = bundle.gather(database)
    assert len(everything.rows["own_exercise"]) == 2


def test_listeners_hear_of_exercises(workspace: Workspace) -> None:
    heard: list[object] = []
    stop = workspace.listen(heard.append)
    workspace.save("Add", a_person(), an_own())
    stop()
    (news,) = heard
    assert {OwnExercise, Person} == set(news.kinds)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    ["x = nan", "x = inf", "x = " + "[" * 20 + "]" * 20, "x = " + "[" * 9999, "x", "x=1\nx=2"],
)
def test_a_text_that_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(Problem):
        OwnExercise(name="A", content=text)


def test_a_table_reads_back() -> None:
    table = {"a": 'quote " \\ \n é', "b": [1, 2.5, True], "c": {"d e": [{"f": "x"}]}, "g": {}}
    assert read_table(table_text({**table, "none": None})) == table
    assert own_id("X-nonsense") is None
    assert own_id("A01") is None


def test_a_photograph_is_a_small_picture_of_a_frame() -> None:
    own = an_own()
    for frame, data in (("start", b"GIF89a"), ("other", PICTURE), ("end", PICTURE * 10)):
        with pytest.raises(Problem):
            Photo(own_exercise_id=own.id, frame=frame, data=data)
