"""Who the made-up people are, and how their weeks go."""

from dataclasses import dataclass

from rehabplanner.domain.people import Units
from rehabplanner.domain.problems import marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One made-up person: how many weeks are known, and what happens in them.

    `base_km` and `end_km` are the weekly running distance at the start and the end. The flare-up
    begins `flare_week` weeks before the last (0: none). `logging` is the share of days with a
    diary entry. `programme` is the starter week that the plan follows.
    """

    name: str
    birth_year: int
    weeks: int
    base_km: float
    end_km: float
    flare_week: int
    usual_pain: float
    logging: float
    runs_a_week: int
    programme: str
    goal: str
    complaint: str
    notes: str = ""
    units: Units = Units.METRIC


MAIN = Story(
    name="Mara Lindqvist",
    birth_year=1984,
    weeks=26,
    base_km=19,
    end_km=31,
    flare_week=13,
    usual_pain=2.0,
    logging=0.88,
    runs_a_week=4,
    programme="strength_legs_and_trunk",
    goal=marked("Run the 10 km round the lake with my sister in spring"),
    complaint=marked("Low back pain on and off for two years, worse after long days of sitting"),
    notes=marked("Worried about hills. Likes to run in the morning. Desk work, two children."),
)

CLINIC = (
    Story(
        name="Tomas Berger",
        birth_year=1969,
        weeks=8,
        base_km=6,
        end_km=12,
        flare_week=0,
        usual_pain=3.0,
        logging=0.7,
        runs_a_week=3,
        programme="run_walk_start",
        goal=marked("Get back to thirty minutes without a break"),
        complaint=marked("Eight weeks off after a bad back in summer"),
    ),
    Story(
        name="Aisha Karim",
        birth_year=1996,
        weeks=10,
        base_km=34,
        end_km=42,
        flare_week=4,
        usual_pain=2.5,
        logging=0.9,
        runs_a_week=5,
        programme="strength_legs_and_trunk",
        goal=marked("Half marathon in May"),
        complaint=marked("Stiff low back on mornings after hills"),
    ),
    Story(
        name="Jonas Weiss",
        birth_year=1978,
        weeks=6,
        base_km=0,
        end_km=5,
        flare_week=5,
        usual_pain=4.0,
        logging=0.6,
        runs_a_week=2,
        programme="walk_first",
        goal=marked("Play football with my son without fear"),
        complaint=marked("Sudden low back pain three weeks ago, easing"),
    ),
    Story(
        name="Elena Rossi",
        birth_year=1990,
        weeks=12,
        base_km=22,
        end_km=24,
        flare_week=0,
        usual_pain=1.0,
        logging=0.8,
        runs_a_week=3,
        programme="mobility_ten_minutes",
        goal=marked("Keep running through a busy year"),
        complaint=marked("Tight hips and back, little pain"),
    ),
    Story(
        name="Peter O’Neill",
        birth_year=1961,
        weeks=9,
        base_km=10,
        end_km=15,
        flare_week=3,
        usual_pain=3.0,
        logging=0.5,
        runs_a_week=3,
        programme="walk_first",
        goal=marked("Parkrun every Saturday"),
        complaint=marked("Long-standing back pain with bad nights"),
        units=Units.IMPERIAL,
    ),
)
