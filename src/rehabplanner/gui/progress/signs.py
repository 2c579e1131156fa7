"""What the signs on the chart mean."""

from rehabplanner.wording import _


def signs_text() -> str:
    """Return what the signs on the chart mean, in paragraphs."""
    return "\n\n".join(
        [
            _(
                "▲ +34 %  This run was so much longer than the longest run of the 30 days before, "
                "more than 10 %. That is worth a thought, not a warning about you. Over a dashed "
                "outline: this run is planned."
            ),
            _("?  The effort of a session is missing, so the bar is at least this high."),
            _("≈  An effort was not noted and is estimated, because you asked for it."),
            _("r  A rest day that you confirmed (a dot where there is little room)."),
            _("Hatched: nobody knows what was done that day. It is not counted as rest."),
            _("Pale column with a cap: the worst pain of the day. Dashed outline: planned."),
            _(
                "Full line: what the last 7 days weigh (acute load). Dotted line: what the last 28 "
                "weigh (chronic load). Newer days count more; beside weekly bars both stand for "
                "a week."
            ),
            _(
                "Keys on the chart: arrows move, + and − zoom, Home and End jump; Ctrl with arrows "
                "moves the crosshair, Shift with arrows selects days, Esc clears, ? tells where "
                "the day's values come from. 1 to 4 change the view."
            ),
        ]
    )
