"""The first tables."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE counter (
        name TEXT NOT NULL,
        value INTEGER NOT NULL,
        PRIMARY KEY (name)
    ){strict}
""",
    """
    CREATE TABLE person (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        name TEXT NOT NULL,
        birth_year INTEGER,
        units TEXT NOT NULL,
        goal TEXT NOT NULL,
        complaint TEXT NOT NULL,
        notes TEXT NOT NULL,
        pain_ceiling INTEGER NOT NULL,
        equipment TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        PRIMARY KEY (id),
        CONSTRAINT person_name_sound CHECK (length(name) <= 120),
        CONSTRAINT person_birth_year_sound CHECK (birth_year BETWEEN 1900 AND 2100),
        CONSTRAINT person_units_sound CHECK (length(units) <= 20),
        CONSTRAINT person_goal_sound CHECK (length(goal) <= 20000),
        CONSTRAINT person_complaint_sound CHECK (length(complaint) <= 20000),
        CONSTRAINT person_notes_sound CHECK (length(notes) <= 20000),
        CONSTRAINT person_pain_ceiling_sound CHECK (pain_ceiling BETWEEN 0 AND 10),
        CONSTRAINT person_equipment_sound CHECK (length(equipment) <= 20000),
        CONSTRAINT person_id_sound CHECK (length(id) = 36),
        CONSTRAINT person_revision_sound CHECK (revision > 0),
        CONSTRAINT person_changed_at_sound CHECK (length(changed_at) = 27),
        CONSTRAINT person_removed_at_sound CHECK (length(removed_at) = 27)
    ){strict}
""",
    """
    CREATE TABLE practice (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        name TEXT NOT NULL,
        therapist TEXT NOT NULL,
        address TEXT NOT NULL,
        phone TEXT NOT NULL,
        footer TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        PRIMARY KEY (id),
        CONSTRAINT practice_name_sound CHECK (length(name) <= 300),
        CONSTRAINT practice_therapist_sound CHECK (length(therapist) <= 300),
        CONSTRAINT practice_address_sound CHECK (length(address) <= 1000),
        CONSTRAINT practice_phone_sound CHECK (length(phone) <= 300),
        CONSTRAINT practice_footer_sound CHECK (length(footer) <= 1000),
        CONSTRAINT practice_id_sound CHECK (length(id) = 36),
        CONSTRAINT practice_revision_sound CHECK (revision > 0),
        CONSTRAINT practice_changed_at_sound CHECK (length(changed_at) = 27),
        CONSTRAINT practice_removed_at_sound CHECK (length(removed_at) = 27)
    ){strict}
""",
    """
    CREATE TABLE own_exercise (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        name TEXT NOT NULL,
        content TEXT NOT NULL,
        figure TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        PRIMARY KEY (id),
        CONSTRAINT own_exercise_name_sound CHECK (length(name) <= 120),
        CONSTRAINT own_exercise_content_sound CHECK (length(content) <= 60000),
        CONSTRAINT own_exercise_figure_sound CHECK (length(figure) <= 20000),
        CONSTRAINT own_exercise_id_sound CHECK (length(id) = 36),
        CONSTRAINT own_exercise_revision_sound CHECK (revision > 0),
        CONSTRAINT own_exercise_changed_at_sound CHECK (length(changed_at) = 27),
        CONSTRAINT own_exercise_removed_at_sound CHECK (length(removed_at) = 27)
    ){strict}
""",
    """
    CREATE TABLE photo (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        own_exercise_id TEXT NOT NULL,
        frame TEXT NOT NULL,
        data TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        PRIMARY KEY (id),
        CONSTRAINT photo_own_exercise_id_sound CHECK (length(own_exercise_id) = 36),
        CONSTRAINT photo_frame_sound CHECK (length(frame) <= 20),
        CONSTRAINT photo_data_sound CHECK (length(data) <= 540000),
        CONSTRAINT photo_id_sound CHECK (length(id) = 36),
        CONSTRAINT photo_revision_sound CHECK (revision > 0),
        CONSTRAINT photo_changed_at_sound CHECK (length(changed_at) = 27),
        CONSTRAINT photo_removed_at_sound CHECK (length(removed_at) = 27)
    ){strict}
""",
    """
    CREATE TABLE activity (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        person_id TEXT NOT NULL,
        day TEXT NOT NULL,
        kind TEXT NOT NULL,
        started_at TEXT,
        utc_offset_min INTEGER,
        title TEXT NOT NULL,
        distance_m {real},
        duration_s {real},
        elapsed_s {real},
        moving_s {real},
        running_s {real},
        ascent_m {real},
        descent_m {real},
        average_heart_rate {real},
        maximum_heart_rate {real},
        steps INTEGER,
        effort {real},
        surface TEXT,
        notes TEXT NOT NULL,
        planned_id TEXT,
        is_linked_by_hand INTEGER NOT NULL,
        source_name TEXT NOT NULL,
        source_format TEXT NOT NULL,
        source_hash TEXT NOT NULL,
        device TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        PRIMARY KEY (id),
        CONSTRAINT activity_day_sound CHECK (length(day) = 10),
        CONSTRAINT activity_kind_sound CHECK (length(kind) <= 40),
        CONSTRAINT activity_started_at_sound CHECK (length(started_at) = 27),
        CONSTRAINT activity_utc_offset_min_sound CHECK (utc_offset_min BETWEEN -1440 AND 1440),
        CONSTRAINT activity_title_sound CHECK (length(title) <= 300),
        CONSTRAINT activity_distance_m_sound CHECK (distance_m BETWEEN 0 AND 1000000),
        CONSTRAINT activity_duration_s_sound CHECK (duration_s BETWEEN 0 AND 864000),
        CONSTRAINT activity_elapsed_s_sound CHECK (elapsed_s BETWEEN 0 AND 864000),
        CONSTRAINT activity_moving_s_sound CHECK (moving_s BETWEEN 0 AND 864000),
        CONSTRAINT activity_running_s_sound CHECK (running_s BETWEEN 0 AND 864000),
        CONSTRAINT activity_ascent_m_sound CHECK (ascent_m BETWEEN 0 AND 50000),
        CONSTRAINT activity_descent_m_sound CHECK (descent_m BETWEEN 0 AND 50000),
        CONSTRAINT activity_average_heart_rate_sound CHECK (average_heart_rate BETWEEN 0 AND 260),
        CONSTRAINT activity_maximum_heart_rate_sound CHECK (maximum_heart_rate BETWEEN 0 AND 260),
        CONSTRAINT activity_steps_sound CHECK (steps BETWEEN 0 AND 1000000),
        CONSTRAINT activity_effort_sound CHECK (effort BETWEEN 0 AND 10),
        CONSTRAINT activity_surface_sound CHECK (length(surface) <= 40),
        CONSTRAINT activity_notes_sound CHECK (length(notes) <= 20000),
        CONSTRAINT activity_planned_id_sound CHECK (length(planned_id) = 36),
        CONSTRAINT activity_is_linked_by_hand_sound CHECK (is_linked_by_hand BETWEEN 0 AND 1),
        CONSTRAINT activity_source_name_sound CHECK (length(source_name) <= 300),
        CONSTRAINT activity_source_format_sound CHECK (length(source_format) <= 40),
        CONSTRAINT activity_source_hash_sound CHECK (length(source_hash) <= 200),
        CONSTRAINT activity_device_sound CHECK (length(device) <= 120),
        CONSTRAINT activity_id_sound CHECK (length(id) = 36),
        CONSTRAINT activity_revision_sound CHECK (revision > 0),
        CONSTRAINT activity_changed_at_sound CHECK (length(changed_at) = 27),
        CONSTRAINT activity_removed_at_sound CHECK (length(removed_at) = 27),
        FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
    ){strict}
""",
    """
    CREATE TABLE completion (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        person_id TEXT NOT NULL,
        item_id TEXT NOT NULL,
        day TEXT NOT NULL,
        outcome TEXT NOT NULL,
        effort {real},
        pain INTEGER,
        minutes {real},
        reason TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        PRIMARY KEY (id),
        CONSTRAINT completion_item_id_sound CHECK (length(item_id) = 36),
        CONSTRAINT completion_day_sound CHECK (length(day) = 10),
        CONSTRAINT completion_outcome_sound CHECK (length(outcome) <= 40),
        CONSTRAINT completion_effort_sound CHECK (effort BETWEEN 0 AND 10),
        CONSTRAINT completion_pain_sound CHECK (pain BETWEEN 0 AND 10),
        CONSTRAINT completion_minutes_sound CHECK (minutes BETWEEN 0 AND 1440),
        CONSTRAINT completion_reason_sound CHECK (length(reason) <= 2000),
        CONSTRAINT completion_id_sound CHECK (length(id) = 36),
        CONSTRAINT completion_revision_sound CHECK (revision > 0),
        CONSTRAINT completion_changed_at_sound CHECK (length(changed_at) = 27),
        CONSTRAINT completion_removed_at_sound CHECK (length(removed_at) = 27),
        FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
    ){strict}
""",
    """
    CREATE TABLE diary_day (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        person_id TEXT NOT NULL,
        day TEXT NOT NULL,
        sleep_h {real},
        sleep_quality INTEGER,
        stress INTEGER,
        mood INTEGER,
        worry INTEGER,
        work_load INTEGER,
        sitting_h {real},
        protein_portions {real},
        water_l {real},
        is_rest_day INTEGER NOT NULL,
        note TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        PRIMARY KEY (id),
        CONSTRAINT diary_day_day_sound CHECK (length(day) = 10),
        CONSTRAINT diary_day_sleep_h_sound CHECK (sleep_h BETWEEN 0 AND 24),
        CONSTRAINT diary_day_sleep_quality_sound CHECK (sleep_quality BETWEEN 0 AND 10),
        CONSTRAINT diary_day_stress_sound CHECK (stress BETWEEN 0 AND 10),
        CONSTRAINT diary_day_mood_sound CHECK (mood BETWEEN 0 AND 10),
        CONSTRAINT diary_day_worry_sound CHECK (worry BETWEEN 0 AND 10),
        CONSTRAINT diary_day_work_load_sound CHECK (work_load BETWEEN 0 AND 10),
        CONSTRAINT diary_day_sitting_h_sound CHECK (sitting_h BETWEEN 0 AND 24),
        CONSTRAINT diary_day_protein_portions_sound CHECK (protein_portions BETWEEN 0 AND 30),
        CONSTRAINT diary_day_water_l_sound CHECK (water_l BETWEEN 0 AND 20),
        CONSTRAINT diary_day_is_rest_day_sound CHECK (is_rest_day BETWEEN 0 AND 1),
        CONSTRAINT diary_day_note_sound CHECK (length(note) <= 20000),
        CONSTRAINT diary_day_id_sound CHECK (length(id) = 36),
        CONSTRAINT diary_day_revision_sound CHECK (revision > 0),
        CONSTRAINT diary_day_changed_at_sound CHECK (length(changed_at) = 27),
        CONSTRAINT diary_day_removed_at_sound CHECK (length(removed_at) = 27),
        FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
    ){strict}
""",
    """
    CREATE TABLE event (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        person_id TEXT NOT NULL,
        day TEXT NOT NULL,
        until TEXT,
        kind TEXT NOT NULL,
        label TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        PRIMARY KEY (id),
        CONSTRAINT event_day_sound CHECK (length(day) = 10),
        CONSTRAINT event_until_sound CHECK (length(until) = 10),
        CONSTRAINT event_kind_sound CHECK (length(kind) <= 40),
        CONSTRAINT event_label_sound CHECK (length(label) <= 120),
        CONSTRAINT event_id_sound CHECK (length(id) = 36),
        CONSTRAINT event_revision_sound CHECK (revision > 0),
        CONSTRAINT event_changed_at_sound CHECK (length(changed_at) = 27),
        CONSTRAINT event_removed_at_sound CHECK (length(removed_at) = 27),
        FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
    ){strict}
""",
    """
    CREATE TABLE pain (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        person_id TEXT NOT NULL,
        day TEXT NOT NULL,
        moment TEXT NOT NULL,
        score INTEGER NOT NULL,
        part TEXT NOT NULL,
        activity_id TEXT,
        noted_at TEXT,
        note TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        PRIMARY KEY (id),
        CONSTRAINT pain_day_sound CHECK (length(day) = 10),
        CONSTRAINT pain_moment_sound CHECK (length(moment) <= 40),
        CONSTRAINT pain_score_sound CHECK (score BETWEEN 0 AND 10),
        CONSTRAINT pain_part_sound CHECK (length(part) <= 40),
        CONSTRAINT pain_activity_id_sound CHECK (length(activity_id) = 36),
        CONSTRAINT pain_noted_at_sound CHECK (length(noted_at) = 27),
        CONSTRAINT pain_note_sound CHECK (length(note) <= 20000),
        CONSTRAINT pain_id_sound CHECK (length(id) = 36),
        CONSTRAINT pain_revision_sound CHECK (revision > 0),
        CONSTRAINT pain_changed_at_sound CHECK (length(changed_at) = 27),
        CONSTRAINT pain_removed_at_sound CHECK (length(removed_at) = 27),
        FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
    ){strict}
""",
    """
    CREATE TABLE plan_item (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        person_id TEXT NOT NULL,
        day TEXT NOT NULL,
        kind TEXT NOT NULL,
        position INTEGER NOT NULL,
        title TEXT NOT NULL,
        exercise_id TEXT,
        dose TEXT,
        run TEXT,
        note TEXT NOT NULL,
        series_id TEXT,
        first_day TEXT,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        PRIMARY KEY (id),
        CONSTRAINT plan_item_day_sound CHECK (length(day) = 10),
        CONSTRAINT plan_item_kind_sound CHECK (length(kind) <= 40),
        CONSTRAINT plan_item_position_sound CHECK (position BETWEEN -1000000 AND 1000000),
        CONSTRAINT plan_item_title_sound CHECK (length(title) <= 120),
        CONSTRAINT plan_item_exercise_id_sound CHECK (length(exercise_id) <= 200),
        CONSTRAINT plan_item_dose_sound CHECK (length(dose) <= 2000),
        CONSTRAINT plan_item_run_sound CHECK (length(run) <= 2000),
        CONSTRAINT plan_item_note_sound CHECK (length(note) <= 2000),
        CONSTRAINT plan_item_series_id_sound CHECK (length(series_id) = 36),
        CONSTRAINT plan_item_first_day_sound CHECK (length(first_day) = 10),
        CONSTRAINT plan_item_id_sound CHECK (length(id) = 36),
        CONSTRAINT plan_item_revision_sound CHECK (revision > 0),
        CONSTRAINT plan_item_changed_at_sound CHECK (length(changed_at) = 27),
        CONSTRAINT plan_item_removed_at_sound CHECK (length(removed_at) = 27),
        FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
    ){strict}
""",
    """
    CREATE TABLE week_note (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        person_id TEXT NOT NULL,
        monday TEXT NOT NULL,
        purpose TEXT NOT NULL,
        message TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        PRIMARY KEY (id),
        CONSTRAINT week_note_monday_sound CHECK (length(monday) = 10),
        CONSTRAINT week_note_purpose_sound CHECK (length(purpose) <= 300),
        CONSTRAINT week_note_message_sound CHECK (length(message) <= 4000),
        CONSTRAINT week_note_id_sound CHECK (length(id) = 36),
        CONSTRAINT week_note_revision_sound CHECK (revision > 0),
        CONSTRAINT week_note_changed_at_sound CHECK (length(changed_at) = 27),
        CONSTRAINT week_note_removed_at_sound CHECK (length(removed_at) = 27),
        FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
    ){strict}
""",
    """
    CREATE TABLE track (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        content TEXT NOT NULL,
        samples INTEGER NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        PRIMARY KEY (id),
        CONSTRAINT track_revision_sound CHECK (revision > 0),
        CONSTRAINT track_content_sound CHECK (length(content) = 64),
        CONSTRAINT track_samples_sound CHECK (samples BETWEEN 0 AND 100000000),
        CONSTRAINT track_changed_at_sound CHECK (length(changed_at) = 27),
        CONSTRAINT track_removed_at_sound CHECK (length(removed_at) = 27),
        FOREIGN KEY(id) REFERENCES activity (id) ON DELETE CASCADE
    ){strict}
""",
)
INDEXES = (
    "CREATE INDEX person_in_bin ON person (removed_at) WHERE removed_at IS NOT NULL",
    "CREATE INDEX own_exercise_in_bin ON own_exercise (removed_at) WHERE removed_at IS NOT NULL",
    "CREATE INDEX photo_by_exercise ON photo (own_exercise_id)",
    "CREATE INDEX photo_in_bin ON photo (removed_at) WHERE removed_at IS NOT NULL",
    "CREATE INDEX practice_in_bin ON practice (removed_at) WHERE removed_at IS NOT NULL",
    "CREATE INDEX activity_by_day ON activity (person_id, day)",
    "CREATE INDEX activity_in_bin ON activity (removed_at) WHERE removed_at IS NOT NULL",
    "CREATE INDEX completion_by_day ON completion (person_id, day)",
    "CREATE INDEX completion_by_item ON completion (item_id)",
    "CREATE INDEX completion_in_bin ON completion (removed_at) WHERE removed_at IS NOT NULL",
    "CREATE INDEX diary_day_by_day ON diary_day (person_id, day)",
    "CREATE INDEX diary_day_in_bin ON diary_day (removed_at) WHERE removed_at IS NOT NULL",
    "CREATE INDEX event_by_day ON event (person_id, day)",
    "CREATE INDEX event_in_bin ON event (removed_at) WHERE removed_at IS NOT NULL",
    "CREATE INDEX pain_by_day ON pain (person_id, day)",
    "CREATE INDEX pain_in_bin ON pain (removed_at) WHERE removed_at IS NOT NULL",
    "CREATE INDEX plan_item_by_day ON plan_item (person_id, day)",
    "CREATE INDEX plan_item_in_bin ON plan_item (removed_at) WHERE removed_at IS NOT NULL",
    "CREATE INDEX week_note_by_day ON week_note (person_id, monday)",
    "CREATE INDEX week_note_in_bin ON week_note (removed_at) WHERE removed_at IS NOT NULL",
    "CREATE INDEX track_in_bin ON track (removed_at) WHERE removed_at IS NOT NULL",
)
TRACK_CONTENT = """
CREATE TABLE track_content (
    content TEXT NOT NULL,
    data {bytes} NOT NULL,
    PRIMARY KEY (content),
    CONSTRAINT track_content_content_sound CHECK (length(content) = 64)
){strict}
"""


def upgrade() -> None:
    """Make the tables of the first version."""
    is_file = op.get_bind().dialect.name == "sqlite"
    words = {
        "real": "REAL" if is_file else "DOUBLE PRECISION",
        "bytes": "BLOB" if is_file else "BYTEA",
        "strict": " STRICT" if is_file else "",
    }
    for table in TABLES:
        op.execute(table.format(**words))
    for index in INDEXES:
        op.execute(index)
    if not is_file:  # beside a file, tracks have a file of their own
        op.execute(TRACK_CONTENT.format(**words))
    op.execute("INSERT INTO counter VALUES ('changes', 0)")
