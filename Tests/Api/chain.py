"""The whole chain by the contract alone, as another body's program would do it: from an empty office to the bank's
answer and the year's records.

One administrator is added by command; all else goes over HTTP, each side with a token of its own: people, tables, a
programme's target and budget, requests, a match, offers, a withdrawal, a change of date, materials, attestations,
evidence, journeys, findings, payments, bank files, notices, records, and names that are taken away. What is paid is
computed here a second time, from the rules and not from the answers. The office is at its own moment (`go_to`), with
the worker's rounds by command, so that every run tells the same year. Prints one line, or what did not go as it should.
"""

import argparse
import time

from caller import Caller
from founding import Founding
from lectures import Lectures
from money import Money
from office import Office


class Chain(Founding, Lectures, Money):
    """An office, who calls it, and what was made so far; `owed` has what each lecture comes to, in yen by the rules."""

    def __init__(self, office):
        self.office = office
        self.nobody = Caller(office.url)
        self.users, self.callers, self.presenters, self.organizations = {}, {}, {}, {}
        self.requests, self.lectures, self.owed = {}, {}, {}

    def __getattr__(self, role):
        """Who calls in a role, or as somebody of this name: `chain.ana.get(…)`."""
        return self.callers[role]

    def let_in(self, role, user, name=None):
        """A token by an administrator, for a role that deals with no money."""
        made = self.administrator.plain("/v1/tokens", {"label": "chain", "days": 365, "user": user, "role": role})
        self.callers[name or role] = Caller(self.office.url, made["token"])

    def record(self):
        """The record has the way of a request in order, and the seal with which the month was closed."""
        key = self.requests["long"]
        events = [event["action"] for event in self.auditor.all(f"/v1/audit-events?subject={key}", 5)]
        steps = ("drafted", "submitted", "approved", "matched", "offered", "assigned", "held", "attested", "closed")
        told = [events.index(f"request.{step}") for step in steps]
        assert told == sorted(told), events
        payment = self.ana.get("/v1/payments")["items"][0]["id"]
        walk = self.auditor.get(f"/v1/payments/{payment}/explanation")
        assert {part["key"] for part in walk["lectures"]} >= {self.lectures["long"], self.lectures["off"]}
        self.office.work()
        sealed = self.auditor.get(f"/v1/audit-seals/verification?seal={self.seal}")
        assert sealed["holds"] and sealed["sought_seal"] < sealed["seals"], sealed.value

    def leave(self):
        """A calendar and a token that end, and a name that goes."""
        feed = self.cho.plain(f"/v1/presenters/{self.presenters['cho']}/calendars")
        assert self.nobody.get(feed["address"]).bytes.startswith(b"BEGIN:VCALENDAR")
        self.cho.post(f"/v1/calendar-feeds/{feed['id']}/revocation")
        self.nobody.get(feed["address"], status=404)
        path = f"/v1/presenters/{self.presenters['dai']}"
        self.coordinator.post(f"{path}/status-changes", {"state": "retired", "reason": "退任"})
        gone = self.administrator.post(f"{path}/anonymization", {"reason": "本人の請求"})
        assert {"person": self.presenters["dai"]} in gone["anonymized"]
        assert "講師4" not in self.coordinator.get(path).bytes.decode()
        token = {"label": "short", "days": 1, "scopes": ["catalogue:read"]}
        made = self.administrator.plain("/v1/tokens", token | {"user": self.users["clerk"], "role": "clerk"})
        short = Caller(self.office.url, made["token"])
        short.get("/v1/topics")
        assert short.get("/v1/deliveries", status=403).problem == "scope_missing"
        self.administrator.post(f"/v1/tokens/{made['id']}/revocation")
        short.get("/v1/topics", status=401)

    def repeat(self):
        """A call whose answer nobody was there to read is made again, and makes one thing."""
        form = {"name": "見本切断団体", "kind": "other", "municipality": "13101", "address": "九段南1-1",
                "email": "cut@chain.example.jp", "phone": "03-4444-0001"}
        self.coordinator.hang_up("/v1/organizations", form, "cut-1")
        path, key = "/v1/organizations", {"Idempotency_Key": "cut-1"}
        made = self.coordinator.post(path, form, **key)["id"]
        assert self.coordinator.post(path, form, **key)["id"] == made
        other = self.coordinator.post(path, form | {"name": "別"}, 422, **key)
        assert other.problem == "idempotency_key_reused"
        same = [one["id"] for one in self.coordinator.all(path, 1) if one["name"] == form["name"]]
        assert same == [made], same


def tell(chain):
    """The year, at its moments."""
    chapters = {
        "2026-05-11T09:00": (chain.staff, chain.tables, chain.people, chain.ask, chain.apply, chain.match,
                             chain.answer, chain.move, chain.materials),
        "2026-06-23T09:00": (chain.attestations, chain.honoraria),
        "2026-07-01T09:00": (chain.month, chain.bank, chain.books),
        "2027-01-12T09:00": (chain.year, chain.record, chain.leave, chain.repeat),
    }
    for moment, steps in chapters.items():
        chain.office.go_to(moment)
        for step in steps:
            step()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("keys", help="the demo's demo.env: a second database is made beside the demo's")
    parser.add_argument("kodan", help="the executable")
    parser.add_argument("folder", help="what the office keeps; emptied first")
    arguments = parser.parse_args()

    begin = time.monotonic()
    office = Office(arguments.kodan, arguments.keys, arguments.folder)
    try:
        office.make()
        tell(Chain(office))
    finally:
        office.stop()
    print(f"the chain: {Caller.count} calls, {time.monotonic() - begin:.0f} s; every yen is that of the rules")


if __name__ == "__main__":
    main()
