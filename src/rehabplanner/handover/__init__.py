"""The plan as other devices read it: iCalendar for calendars, FIT workouts for watches."""
