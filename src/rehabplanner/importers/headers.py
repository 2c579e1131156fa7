"""What the columns of other programs' tables are called, and in which units they are."""

import re
from dataclasses import dataclass

from rehabplanner.importers.sports import without_accents

WORDS: dict[str, str] = {
    "date": "date, datum, day, tag, activity date, aktivitatsdatum, datum der aktivitat, "
    "start date, startdatum, datetime, date de l activite, fecha, fecha de la actividad, data, "
    "data dell attivita, data da atividade, activiteitsdatum",
    "start": "start, start time, startzeit, uhrzeit, time of day, begin, beginn, heure, hora",
    "kind": "kind, type, activity type, sport, sportart, activity, aktivitatsart, "
    "aktivitatstyp, art, type d activite, tipo de actividad, tipo, tipo di attivita, "
    "activiteittype, tipo de atividade, workout type",
    "title": "title, titel, name, activity name, name der aktivitat, aktivitatsname, route name, "
    "titre, nom de l activite, titulo, nombre de la actividad, nome attivita",
    "notes": "notes, note, notizen, bemerkung, kommentar, comment, comments, description, "
    "activity description, beschreibung, beschreibung der aktivitat, remarques, notas",
    "more_notes": "activity private note, private notiz zur aktivitat",
    "distance": "distance, dist, distanz, strecke, entfernung, distancia, distanza, afstand, "
    "kilometer, kilometers, kilometres, miles, meters, metres",
    "duration": "duration, time, zeit, dauer, trainingszeit, temps, duree, tiempo, duracion, "
    "tempo, durata, tijd, duur, duracao, minutes, minuten",
    "moving": "moving time, mov, moving, bewegungszeit, zeit in bewegung, temps de deplacement, "
    "tiempo en movimiento, tempo in movimento",
    "elapsed": "elapsed time, elapsed, verstrichene zeit, gesamtzeit, temps ecoule, "
    "tiempo transcurrido, tempo trascorso, verstreken tijd",
    "effort": "effort, rpe, srpe, session rpe, perceived exertion, exertion, anstrengung, "
    "gefuhlte anstrengung, wahrgenommene anstrengung, subjektive anstrengung, cr10, "
    "effort percu, esfuerzo percibido",
    "surface": "surface, untergrund, belag, terrain",
    "ascent": "ascent, total ascent, elevation gain, elev gain, climb, anstieg, anstieg gesamt, "
    "gesamtanstieg, hohenmeter, positiver hohenunterschied, hohenzunahme, aufstieg, "
    "denivele positif, ascenso total, ascesa totale",
    "descent": "descent, total descent, elevation loss, abstieg, abstieg gesamt, gesamtabstieg, "
    "negativer hohenunterschied, hohenabnahme, descenso total",
    "average_heart_rate": "average heart rate, avg heart rate, avg hr, hr, heart rate, mean hr, "
    "durchschnittliche herzfrequenz, o herzfrequenz, durchschn herzfrequenz, herzfrequenz, puls, "
    "fc moyenne, frequence cardiaque moyenne, frecuencia cardiaca media, fc media",
    "maximum_heart_rate": "max hr, max heart rate, maximum heart rate, maximale herzfrequenz, "
    "max herzfrequenz, fc maximale, fc max, frecuencia cardiaca maxima",
    "steps": "steps, total steps, schritte, pas, pasos, passi",
    "stride": "avg stride length, durchschnittliche schrittlange, o schrittlange",
    "member": "filename, dateiname, gpx file, nom du fichier, nombre de archivo, nome del file",
    "strava": "activity id, aktivitats id, id de l activite, id de actividad, id attivita",
    "garmin": "favorite, favorit, favoris, favorito, aerobic te, aerober te",
}
FIELDS = {word.strip(): name for name, words in WORDS.items() for word in words.split(",")}
UNITS = {
    "km": 1000.0,
    "kilometer": 1000.0,
    "kilometers": 1000.0,
    "kilometres": 1000.0,
    "m": 1.0,
    "meter": 1.0,
    "meters": 1.0,
    "metres": 1.0,
    "mi": 1609.344,
    "mile": 1609.344,
    "miles": 1609.344,
    "ft": 0.3048,
    "feet": 0.3048,
    "s": 1.0,
    "sec": 1.0,
    "seconds": 1.0,
    "sekunden": 1.0,
    "min": 60.0,
    "mins": 60.0,
    "minutes": 60.0,
    "minuten": 60.0,
    "h": 3600.0,
    "hours": 3600.0,
    "stunden": 3600.0,
    "bpm": 1.0,
}
MEASURED = {"distance", "duration", "moving", "elapsed", "ascent", "descent"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column that means something to us: where, what, and its unit in metres or seconds."""

    index: int
    field: str
    unit: float | None


def plain(header: str) -> str:
    """Return a header in small letters without mark-up, accents, units in brackets or signs."""
    text = re.sub(r"<[^>]*>", " ", header)
    text = without_accents(text).lower().replace("ø", "o")
    return " ".join(re.sub(r"[^a-z0-9+]+", " ", text).split())


def columns_of(headers: list[str]) -> list[Column]:
    """Return the columns that are understood, in the order of the table."""
    found = []
    for index, header in enumerate(headers):
        words = plain(re.sub(r"[(\[].*?[)\]]", " ", header))
        inside = re.search(r"[(\[](.*?)[)\]]", header)
        unit = UNITS.get(plain(inside[1])) if inside else None
        if words not in FIELDS:
            stem, _, last = words.rpartition(" ")
            if last not in UNITS:
                continue
            words, unit = stem, UNITS[last]
        name = FIELDS.get(words)
        if name is None:
            continue
        if unit is None and name in MEASURED:
            unit = UNITS.get(words)
        found.append(Column(index, name, unit))
    return found
