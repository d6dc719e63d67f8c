"""Reads an iCalendar on standard input with another implementation (PyPI icalendar); prints what it understood as JSON."""
import json
import sys

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())
zones = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
events = []
for event in calendar.walk("VEVENT"):
    if event.errors:
        raise SystemExit(f"errors: {event.errors}")
    events.append(
        {
            "uid": str(event["UID"]),
            "sequence": int(event["SEQUENCE"]),
            "start": event["DTSTART"].dt.isoformat(),
            "end": event["DTEND"].dt.isoformat(),
            "summary": str(event["SUMMARY"]),
            "location": str(event.get("LOCATION", "")),
            "description": str(event.get("DESCRIPTION", "")),
            "status": str(event["STATUS"]),
            "organizer": str(event.get("ORGANIZER", "")),
            "attendee": str(event.get("ATTENDEE", "")),
            "name": str(event["ATTENDEE"].params.get("CN", "")) if "ATTENDEE" in event else "",
            "tzid": str(event["DTSTART"].params.get("TZID", "")),
        }
    )
print(json.dumps({"method": str(calendar["METHOD"]), "zones": zones, "events": events}, ensure_ascii=False))
