"""One made-up person's past: sessions, diary and events, day by day."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from rehabplanner.demo.people import Story
from rehabplanner.demo.tracks import made_track
from rehabplanner.domain.activities import Activity, Kind, Surface
from rehabplanner.domain.diary import (
    BodyPart,
    DayEntry,
    Event,
    EventKind,
    Moment,
    PainEntry,
    PainQuality,
)
from rehabplanner.domain.record import Record
from rehabplanner.wording import _

RUN_WEEKDAYS = {2: (1, 5), 3: (1, 3, 6), 4: (1, 3, 5, 6), 5: (0, 1, 3, 5, 6)}
SHARES = {2: (0.45, 0.55), 3: (0.28, 0.27, 0.45), 4: (0.22, 0.2, 0.2, 0.38)}
TRACKED_DAYS = 60
FLARE_DAYS = 12
OFFSET_MIN = 60


@dataclass(slots=True)
class Past:
    """What was made so far, and how the back is today."""

    story: Story
    person_id: UUID
    today: date
    chance: random.Random
    records: list[Record] = field(default_factory=list)
    pain: float = 2.0
    yesterday_load: float = 0.0
    last_run_id: UUID | None = None

    @property
    def first(self) -> date:
        """Return the first day that is known."""
        monday = self.today - timedelta(days=self.today.weekday())
        return monday - timedelta(weeks=self.story.weeks - 1)

    @property
    def flare_day(self) -> date | None:
        """Return the day on which the flare-up began."""
        if not self.story.flare_week:
            return None
        return self.today - timedelta(weeks=self.story.flare_week - 1, days=3)

    def flare(self, day: date) -> float:
        """Return how much of the flare-up is left, 1 to 0."""
        start = self.flare_day
        if start is None or not 0 <= (day - start).days < FLARE_DAYS:
            return 0.0
        return 1 - (day - start).days / FLARE_DAYS


def make_past(story: Story, person_id: UUID, today: date) -> list[Record]:
    """Return sessions, tracks, diary and events from the first known day to yesterday."""
    chance = random.Random(f"rehabplanner {story.name}")
    past = Past(story, person_id, today, chance, pain=story.usual_pain)
    day = past.first
    while day < today:
        _live(past, day)
        day += timedelta(days=1)
    _morning(past, today)
    past.records.extend(_events(past))
    return past.records


def _live(past: Past, day: date) -> None:
    is_logged = past.chance.random() < past.story.logging
    stress = min(9, max(1, round(4 + 2 * past.chance.gauss(0, 1) - (day.weekday() >= 5))))
    sleep = round(min(9.0, max(4.5, past.chance.gauss(7.2 - 0.12 * stress, 0.6))) * 2) / 2
    goal = past.story.usual_pain + 0.18 * (stress - 4) - 0.35 * (sleep - 7) + 4.5 * past.flare(day)
    load_push = 0.004 * max(0.0, past.yesterday_load - 260)
    past.pain += 0.45 * (goal + load_push - past.pain) + past.chance.gauss(0, 0.75)
    past.pain = min(8.0, max(0.0, past.pain))
    if is_logged:
        _morning(past, day)
    sessions = _sessions(past, day)
    past.records.extend(sessions)
    past.yesterday_load = sum(one.load or 0.0 for one in sessions if isinstance(one, Activity))
    if is_logged:
        _evening(past, day, stress, sleep, bool(sessions))


def _morning(past: Past, day: date) -> None:
    past.records.append(_pain(past, day, Moment.MORNING, past.pain, past.last_run_id, time(6, 50)))
    past.last_run_id = None


def _evening(past: Past, day: date, stress: int, sleep: float, was_active: bool) -> None:
    worst = past.pain + past.chance.uniform(0, 1.6)
    past.records.append(_pain(past, day, Moment.WORST, worst, None, time(20, 30)))
    note = ""
    if past.flare(day) > 0.8:
        note = _("Sore after carrying boxes. Short walks feel good.")
    elif past.chance.random() < 0.06:
        note = _("Long day of sitting; a walk at lunch helped.")
    past.records.append(
        DayEntry(
            person_id=past.person_id,
            day=day,
            sleep_h=sleep,
            sleep_quality=min(10, max(2, round(sleep + past.chance.gauss(0, 1)))),
            stress=stress,
            mood=min(10, max(2, round(8 - 0.3 * stress - 0.2 * past.pain))),
            worry=min(10, max(0, round(1.5 + 4 * past.flare(day) + past.chance.gauss(0, 0.8)))),
            work_load=min(10, max(0, stress + past.chance.choice((-1, 0, 1)))),
            protein_portions=past.chance.choice((3, 3, 4, 4, 5)),
            water_l=past.chance.choice((1.5, 1.75, 2.0, 2.25)),
            stiffness_min=5 * round((2 + 3 * past.pain + 6 * past.flare(day)) / 5),
            energy=min(10, max(1, round(sleep - 0.25 * past.pain))),
            confidence=min(10, max(1, round(7 - 0.6 * past.pain - 3 * past.flare(day)))),
            family_strain=max(0, stress - 2),
            support=7 if stress < 6 else 6,
            eased=_("short walks, a warm bath") if past.flare(day) > 0.5 else "",
            stirred=_("carrying boxes") if past.flare(day) > 0.9 else "",
            is_rest_day=not was_active,
            note=note,
        )
    )


def _sessions(past: Past, day: date) -> list[Record]:
    flare = past.flare(day)
    if flare > 0.35:
        if past.chance.random() < 0.7:
            return [_activity(past, day, Kind.WALK, 1.6 + past.chance.random(), 26, 2, _("Walk"))]
        return []
    made: list[Record] = []
    runs = RUN_WEEKDAYS[past.story.runs_a_week]
    if day.weekday() in runs and past.chance.random() < 0.93:
        made.extend(
            _run(past, day, runs.index(day.weekday()), is_back=_days_since_flare(past, day))
        )
    if day.weekday() in (0, 3) and past.chance.random() < 0.85:
        made.append(_activity(past, day, Kind.STRENGTH, None, 25, 5, _("Legs and trunk")))
    if day.weekday() == 4 and past.chance.random() < 0.6:
        made.append(_activity(past, day, Kind.MOBILITY, None, 12, 1, _("Ten minutes on the mat")))
    if day.weekday() == 2 and past.chance.random() < 0.4:
        made.append(_activity(past, day, Kind.CYCLE, 14, 40, 3, _("Easy ride")))
    return made


def _days_since_flare(past: Past, day: date) -> int | None:
    start = past.flare_day
    if start is None or day < start:
        return None
    return (day - start).days


def _run(past: Past, day: date, number: int, is_back: int | None) -> list[Record]:
    story = past.story
    part = (day - past.first).days / max(1, story.weeks * 7)
    week_km = story.base_km + (story.end_km - story.base_km) * part
    if (day - past.first).days // 7 % 4 == 3:
        week_km *= 0.8
    if is_back is not None and is_back < 60:
        week_km *= 0.55 + 0.45 * min(1.0, is_back / 55)
    shares = SHARES.get(story.runs_a_week, (0.18, 0.16, 0.2, 0.16, 0.3))
    km = max(1.5, week_km * shares[number] * past.chance.uniform(0.93, 1.06))
    is_run_walk = story.programme == "run_walk_start" or (is_back is not None and is_back < 24)
    kind = Kind.RUN_WALK if is_run_walk else Kind.RUN
    pace_min = (7.6 if is_run_walk else 6.1) + past.chance.gauss(0, 0.2)
    is_long = number == len(shares) - 1
    effort = 3 if not is_long and past.chance.random() < 0.6 else 4
    if number == 1 and past.chance.random() < 0.4:
        effort = 6
    title = _("Long run") if is_long else (_("Strides") if effort == 6 else _("Easy run"))
    run = _activity(past, day, kind, km, km * pace_min, effort, title)
    during = past.pain + past.chance.uniform(-0.5, 1.2)
    past.last_run_id = run.id
    made: list[Record] = [
        run,
        _pain(past, day, Moment.DURING, during, run.id, time(8, 30)),
        _pain(past, day, Moment.AFTER, during - 0.4, run.id, time(19, 0)),
    ]
    if (past.today - day).days <= TRACKED_DAYS and run.distance_m and run.duration_s:
        heart = run.average_heart_rate or 140
        made.append(made_track(run.id, run.distance_m, run.duration_s, heart, past.chance))
    return made


def _activity(
    past: Past, day: date, kind: Kind, km: float | None, minutes: float, effort: int, title: str
) -> Activity:
    start = datetime.combine(day, time(6, 45), UTC) + timedelta(
        minutes=past.chance.randint(-30, 60)
    )
    is_watch = kind in (Kind.RUN, Kind.RUN_WALK, Kind.CYCLE)
    is_recent = (past.today - day).days <= TRACKED_DAYS
    forgets = kind is Kind.CYCLE and past.chance.random() < 0.3
    surface = None
    if kind in (Kind.RUN, Kind.RUN_WALK):
        surface = past.chance.choice((Surface.ROAD, Surface.ROAD, Surface.TRAIL, Surface.MIXED))
    climb = None if km is None or not is_watch else round(km * past.chance.uniform(4, 11))
    return Activity(
        person_id=past.person_id,
        day=day,
        kind=kind,
        started_at=start,
        utc_offset_min=OFFSET_MIN,
        title=title,
        distance_m=None if km is None else round(km * 1000),
        duration_s=round(minutes * 60),
        elapsed_s=round(minutes * 60 * 1.02),
        running_s=round(minutes * 60 * 0.55) if kind is Kind.RUN_WALK else None,
        ascent_m=climb,
        descent_m=climb,
        average_heart_rate=round(126 + 5 * effort + past.chance.gauss(0, 3)) if is_watch else None,
        steps=round(minutes * 166) if kind in (Kind.RUN, Kind.RUN_WALK) else None,
        effort=None if forgets else effort,
        surface=surface,
        source_name=f"{day.isoformat()}.fit" if is_watch and is_recent and surface else "",
        device=_("made-up watch") if is_watch and is_recent and surface else "",
    )


def _pain(
    past: Past, day: date, moment: Moment, value: float, run_id: UUID | None, at: time
) -> PainEntry:
    parts = (BodyPart.LOW_BACK, BodyPart.LOW_BACK, BodyPart.LOW_BACK, BodyPart.LOW_BACK_RIGHT)
    return PainEntry(
        person_id=past.person_id,
        day=day,
        moment=moment,
        score=min(10, max(0, round(value))),
        part=past.chance.choice(parts),
        qualities=_qualities(past, day, moment),
        trouble=max(0, round(value) - 1) if moment is Moment.WORST else None,
        activity_id=run_id,
        noted_at=datetime.combine(day, at, UTC),
    )


def _qualities(past: Past, day: date, moment: Moment) -> tuple[PainQuality, ...]:
    if moment is Moment.MORNING:
        return (PainQuality.STIFF,)
    if moment is not Moment.WORST:
        return ()
    return (PainQuality.DULL, PainQuality.SHARP) if past.flare(day) > 0.5 else (PainQuality.DULL,)


def _events(past: Past) -> list[Record]:
    today, person_id = past.today, past.person_id
    made: list[Record] = []
    if past.flare_day is not None:
        made.append(
            Event(
                person_id=person_id,
                day=past.flare_day,
                until=past.flare_day + timedelta(days=FLARE_DAYS - 3),
                kind=EventKind.FLARE_UP,
                label=_("after moving house"),
            )
        )
    monday = today - timedelta(days=today.weekday())
    made.extend(
        Event(person_id=person_id, day=monday - timedelta(weeks=weeks), kind=EventKind.VISIT)
        for weeks in range(2, past.story.weeks, 6)
    )
    if past.story.weeks > 20:
        shoes = today - timedelta(weeks=7, days=2)
        made.append(Event(person_id=person_id, day=shoes, kind=EventKind.SHOES, label=""))
        race = today - timedelta(weeks=19, days=(today.weekday() + 1) % 7)
        label = _("5 km fun run")
        made.append(Event(person_id=person_id, day=race, kind=EventKind.RACE, label=label))
    return made
