"""What the numbers in a FIT file mean, as far as we use them (public FIT profile)."""

from typing import NamedTuple

FILE_ID, SPORT, SESSION, LAP, RECORD, EVENT = 0, 12, 18, 19, 20, 21
DEVICE, ACTIVITY, DEVELOPER_FIELDS = 23, 34, 206


class Field(NamedTuple):
    """One field: its name, and value = raw / scale - offset."""

    name: str
    scale: float = 1
    offset: float = 0
    base: int = 0x0D


DEGREES = 2**31 / 180
MESSAGES: dict[int, dict[int, Field]] = {
    FILE_ID: {
        0: Field("type"),
        1: Field("manufacturer"),
        2: Field("product"),
        4: Field("time_created"),
        8: Field("product_name"),
    },
    SPORT: {0: Field("sport"), 1: Field("sub_sport"), 3: Field("name")},
    SESSION: {
        2: Field("start_time"),
        5: Field("sport"),
        6: Field("sub_sport"),
        7: Field("elapsed", 1000),
        8: Field("timer", 1000),
        9: Field("distance", 100),
        10: Field("cycles"),
        16: Field("average_heart_rate"),
        17: Field("maximum_heart_rate"),
        18: Field("average_cadence"),
        22: Field("ascent"),
        23: Field("descent"),
        59: Field("moving", 1000),
        92: Field("average_fractional_cadence", 128),
        193: Field("effort", 10),
        253: Field("timestamp"),
    },
    LAP: {
        2: Field("start_time"),
        7: Field("elapsed", 1000),
        8: Field("timer", 1000),
        9: Field("distance", 100),
        15: Field("average_heart_rate"),
        253: Field("timestamp"),
    },
    RECORD: {
        0: Field("latitude", DEGREES),
        1: Field("longitude", DEGREES),
        2: Field("altitude", 5, 500),
        3: Field("heart_rate"),
        4: Field("cadence"),
        5: Field("distance", 100),
        6: Field("speed", 1000),
        8: Field("compressed_speed_distance"),
        53: Field("fractional_cadence", 128),
        73: Field("enhanced_speed", 1000),
        78: Field("enhanced_altitude", 5, 500),
        253: Field("timestamp"),
    },
    EVENT: {0: Field("event"), 1: Field("event_type"), 253: Field("timestamp")},
    DEVICE: {
        0: Field("device_index"),
        2: Field("manufacturer"),
        4: Field("product"),
        27: Field("product_name"),
    },
    ACTIVITY: {253: Field("timestamp"), 1: Field("sessions"), 5: Field("local_timestamp")},
    DEVELOPER_FIELDS: {
        0: Field("source"),
        1: Field("number"),
        2: Field("base"),
        3: Field("name"),
        6: Field("scale"),
        7: Field("offset"),
        14: Field("native_message"),
        15: Field("native_field"),
    },
}

NATIVE_OVERRIDES = {3: "heart_rate", 4: "cadence", 5: "distance", 6: "speed", 73: "speed"}
"""Developer fields of records that say they stand for one of the profile's own."""

FILE_TYPES = {
    1: "device",
    2: "settings",
    3: "sport",
    4: "activity",
    5: "workout",
    6: "course",
    7: "schedules",
    9: "weight",
    10: "totals",
    11: "goals",
    14: "blood pressure",
    15: "monitoring",
    20: "activity summary",
    28: "daily monitoring",
    32: "monitoring",
    34: "segment",
    35: "segment list",
    40: "device",
    44: "sleep and health",
    49: "sleep",
}

MANUFACTURERS = {
    1: "Garmin",
    15: "Dynastream",
    23: "Suunto",
    32: "Wahoo",
    70: "Sigma",
    71: "TomTom",
    89: "Tacx",
    95: "Stryd",
    123: "Polar",
    260: "Zwift",
    265: "Strava",
    267: "Bryton",
    289: "Hammerhead",
    294: "Coros",
}

TIMER_EVENT, TIMER_START = 0, 0
TIMER_STOPS = (1, 4, 8, 9)
EPOCH_S = 631_065_600
"""FIT counts seconds from 1989-12-31 00:00:00 UTC; this many after 1970."""
