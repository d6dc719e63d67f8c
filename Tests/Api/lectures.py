"""The second part of the chain: from a request to what both sides attest."""

import hashlib

import sums
from caller import Caller

# Large enough to come in pieces.
PDF = b"%PDF-1.4\n" + b"0" * 2_000_000 + b"\n%%EOF\n"


def span(day, start, end):
    return {"start": f"{day}T{start}:00+09:00", "end": f"{day}T{end}:00+09:00"}


class Lectures:
    """Five lectures: one by the match whose day moves, one for whom the second successor comes, one of somebody who was
    not registered, a presenter's own, and one that is called off."""

    def form(self, name, when, **more):
        contact = {"name": "窓口", "email": f"desk-{name}@chain.example.jp", "phone": "03-2222-0001"}
        return {
            "purpose": "会員の啓発", "audience": "会員企業", "slots": [when], "programme": "regional_dispatched",
            "organization": self.organizations.get(name), "contact": contact, "title": f"講習 {when['start'][:10]}",
            "expected_attendance": 30, "open_to_public": True, "place": "venue", "topic": "five_rules",
            "venue": {"name": "会館", "municipality": "13101", "address": "九段南1-6-5"}, "required_level": 2,
            "printed_copies": 10} | more

    def approve(self, name):
        path = f"/v1/requests/{self.requests[name]}/screening"
        return self.coordinator.post(path, {"decision": "approve"})

    def ask(self):
        """A draft of a host, a call that the office takes, a presenter's own lecture, and one that is called off."""
        long = self.form("chamber", span("2026-06-16", "10:00", "15:00"), preferred_presenter=self.presenters["ana"])
        unready = {name: value for name, value in long.items() if name not in ("purpose", "audience", "slots")}
        self.requests["long"] = self.chamber.post("/v1/request-drafts", unready)["id"]
        path = f"/v1/requests/{self.requests['long']}"
        assert self.chamber.post(f"{path}/submission", status=422)["errors"]
        tag = self.chamber.get(path).headers["ETag"]
        self.chamber.call("PUT", path, long, If_Match=tag)
        assert self.chamber.call("PUT", path, long | {"title": "別"}, 412, If_Match=tag).problem == "changed_meanwhile"
        self.chamber.call("PUT", path, long, 428)
        assert self.chamber.post(f"{path}/submission")["state"] == "submitted"
        # The same moment with another offset is the same moment.
        utc = {"start": "2026-06-17T05:00:00Z", "end": "2026-06-17T06:30:00Z"}
        phoned = self.form("industry", utc, preferred_presenter=self.presenters["ben"], on_behalf_of="窓口")
        self.requests["phoned"] = self.coordinator.post("/v1/requests", phoned)["id"]
        said = self.industry.get(f"/v1/requests/{self.requests['phoned']}")["slots"][0]
        assert said["start"] == "2026-06-17T14:00:00+09:00", said
        own = self.form("", span("2026-06-19", "14:00", "16:00"), programme="regional_self_hosted",
                        presenter=self.presenters["ben"])
        self.requests["own"] = self.ben.post("/v1/requests", own)["id"]
        self.requests["off"] = self.chamber.post(
            "/v1/requests", self.form("chamber", span("2026-06-22", "14:00", "15:30")))["id"]
        for name in ("long", "phoned", "own", "off"):
            self.approve(name)
        self.lectures["own"] = self.coordinator.get(f"/v1/requests/{self.requests['own']}")["assignment"]["id"]
        self.lectures["off"] = self.assign("off", "ana")
        self.chamber.post(f"/v1/requests/{self.requests['off']}/cancellation", {"by": "host", "reason": "中止"})

    def assign(self, name, presenter):
        form = {"presenter": self.presenters[presenter], "reason": "電話で承諾"}
        return self.coordinator.post(f"/v1/requests/{self.requests[name]}/assignment", form)["id"]

    def apply(self):
        """Somebody who is not registered, by the links of their mails."""
        when = span("2026-06-18", "14:00", "15:30")
        offered = self.nobody.get("/v1/offering")
        assert "regional_dispatched" in [programme["code"] for programme in offered["programmes"]]
        form = self.form("new", when, place="online", topic="phishing", printed_copies=0)
        host = {"name": "見本新団体", "kind": "commerce_federation", "municipality": "13101", "address": "九段南1-1",
                "email": form["contact"]["email"], "phone": "03-3333-0001"}
        unsaid = {"organization", "venue"}
        form = {name: value for name, value in form.items() if name not in unsaid} | {"host": host, "consent": True}
        self.nobody.plain("/v1/applications", form)
        self.office.work()
        link = self.office.mailed_link(form["contact"]["email"])
        confirmed = self.nobody.plain("/v1/applications/confirmation", {"link": link})
        self.requests["new"] = confirmed["request"]
        self.callers["new"] = Caller(self.office.url, confirmed["link"])
        path = f"/v1/requests/{confirmed['request']}"
        self.coordinator.post(f"{path}/screening", {"decision": "send_back", "reason": "人数を確かめてください"})
        assert self.new.get(f"{path}/status")["next_step"] == "correct"
        shown = self.new.get(path).value
        corrected = {name: form[name] for name in form if name not in ("host", "consent")}
        corrected |= {"organization": shown["organization"], "expected_attendance": 25}
        assert self.new.post(f"{path}/correction", corrected)["expected_attendance"] == 25
        self.approve("new")
        self.lectures["new"] = self.assign("new", "dai")
        # Nothing else opens by that link.
        self.new.get(f"/v1/requests/{self.requests['long']}", status=404)

    def match(self):
        dry = self.coordinator.post("/v1/matching-runs", {"save": False, "explain": [self.requests["long"]]})
        assert dry["explanations"] and "run" not in dry.value
        saved = self.coordinator.post("/v1/matching-runs", {"save": True})
        assert saved["assignments"] == dry["assignments"] and saved["unmatched"] == 0 and saved["stale"] == []
        for row in saved["assignments"]:
            assert row["cost"]["total"] == sum(term for name, term in row["cost"].items() if name != "total"), row
        assert saved["plan_cost"] == sum(row["cost"]["total"] for row in saved["assignments"])
        plan = {row["request"]: row["presenter"] for row in saved["assignments"]}
        assert plan == {self.requests["long"]: self.presenters["ana"], self.requests["phoned"]: self.presenters["ben"]}
        why = self.coordinator.post(f"/v1/requests/{self.requests['long']}/explanation", {})
        assert why["chosen"] == self.presenters["ana"] and why["sentences"]
        for request in plan:
            assert len(self.coordinator.post(f"/v1/requests/{request}/offers")["items"]) == 1

    def asked(self, name):
        """Who is being asked, and the offer."""
        sent = self.coordinator.get(f"/v1/offers?state=sent&request={self.requests[name]}")["items"]
        assert len(sent) == 1, sent
        return next(who for who, key in self.presenters.items() if key == sent[0]["presenter"]), sent[0]["id"]

    def answer(self):
        """Yes; no, and the next one yes who cannot come after all, and a successor whom the office asks."""
        who, offer = self.asked("long")
        estimate = self.ana.get(f"/v1/offers/{offer}/estimate")["fee"]
        assert estimate["fee"] == sums.fee("standard", 300) and estimate["tax"] == sums.tax(estimate["gross"])
        self.ben.get(f"/v1/offers/{offer}", status=404)
        self.lectures["long"] = self.ana.post(f"/v1/offers/{offer}/acceptance")["id"]
        who, offer = self.asked("phoned")
        self.callers[who].post(f"/v1/offers/{offer}/refusal", {"reason": "都合", "ground": "not_that_day"})
        self.office.work()
        second, offer = self.asked("phoned")
        assert second != who
        bound = self.callers[second].post(f"/v1/offers/{offer}/acceptance")["id"]
        let_go = self.callers[second].post(f"/v1/assignments/{bound}/withdrawal", {"reason": "病気"})
        assert let_go["assignment"]["state"] == "released"
        third = next(name for name in ("ana", "ben", "cho") if name not in (who, second))
        chosen = {"presenter": self.presenters[third], "reason": "後任"}
        offer = self.coordinator.post(f"/v1/requests/{self.requests['phoned']}/chosen-offers", chosen)["id"]
        self.lectures["phoned"] = self.callers[third].post(f"/v1/offers/{offer}/acceptance")["id"]
        self.successor = third

    def move(self):
        """The host proposes another day; the presenter's yes moves the lecture, and its materials."""
        when = span("2026-06-15", "10:00", "15:00")
        form = {"by": "host", "time": when, "old_stands": True, "reason": "会場の都合"}
        change = self.chamber.post(f"/v1/assignments/{self.lectures['long']}/changes", form)["id"]
        said = self.ana.post(f"/v1/changes/{change}/confirmation", {"by": "presenter"})
        assert said["state"] == "confirmed"
        moved = self.chamber.get(f"/v1/assignments/{self.lectures['long']}")["assignment"]
        assert {name: moved[name] for name in when} == when

    def materials(self):
        listed = {one["code"]: one for one in self.clerk.all("/v1/materials")}
        slides, leaflet = (listed[code]["editions"][0]["id"] for code in ("lecture_slides", "awareness_leaflet"))
        path = f"/v1/editions/{slides}/file?name=slides.pdf"
        assert self.clerk.send_file(path, PDF) == self.clerk.send_file(path, PDF) == slides
        self.clerk.post(f"/v1/editions/{leaflet}/receipts", {"quantity": 100})
        for delivery in self.clerk.all(f"/v1/deliveries?assignment={self.lectures['long']}"):
            path = f"/v1/deliveries/{delivery['id']}"
            printed = delivery["medium"] == "printed"
            if printed:
                assert self.clerk.change("PATCH", path, {"quantity": 12})["quantity"] == 12
            self.clerk.post(f"{path}/dispatch", {"carrier_number": "1234-5678"} if printed else None)
            if printed:
                assert self.chamber.post(f"{path}/receipt")["state"] == "received"
            else:
                assert self.ana.get(f"{path}/file").bytes == PDF
        stock = next(one for one in self.clerk.all("/v1/stock") if one["edition"] == leaflet)
        assert stock["on_hand"] == 88, stock

    def attest(self, name, presenter, when, minutes, host=None, said=None, travel=()):
        """Both sides' word, and what it comes to by the rules: the fee of the shorter time, and the journey."""
        path = f"/v1/assignments/{self.lectures[name]}"
        report = {"minutes": minutes, "attendance": 28, "held": when, "summary": "実施した", "travel": list(travel)}
        self.callers[presenter].post(f"{path}/report", report)
        if host:
            form = {"minutes": said or minutes, "attendance": 28, "satisfaction": 5, "would_ask_again": True}
            self.callers[host].post(f"{path}/confirmation", form)
        rank = "senior" if presenter == "cho" else "standard"
        own = sum(leg["amount"] for leg in travel if not leg["paid_directly"])
        self.owed[self.lectures[name]] = (presenter, sums.fee(rank, min(minutes, said or minutes)) + own)

    def attestations(self):
        def leg(day, mode, amount, evidence=None, directly=False):
            return {"day": day, "mode": mode, "from": "九段下", "to": "会館", "amount": amount,
                    "paid_directly": directly, "evidence": evidence}

        receipt = self.file("long", "ana", "receipt", b"taxi")
        legs = [leg("2026-06-15", "taxi", 2340, receipt), leg("2026-06-15", "rail", 5000, directly=True)]
        self.attest("long", "ana", span("2026-06-15", "10:00", "15:00"), 300, "chamber", travel=legs)
        self.attest("phoned", self.successor, span("2026-06-17", "14:00", "15:25"), 85, "industry", said=115)
        self.attest("new", "dai", span("2026-06-18", "14:00", "15:30"), 90, "new")
        self.attest("own", "ben", span("2026-06-19", "14:00", "16:00"), 120)
        sheet = self.file("own", "ben", "attendance_sheet", b"names")
        self.coordinator.post(f"/v1/assignments/{self.lectures['own']}/attestation", {
            "minutes": 120, "attendance": 20, "evidence": sheet, "reason": "名簿で確かめた"})
        ticket = leg("2026-06-22", "rail", 8340, self.file("off", "ana", "receipt", b"ticket"))
        self.ana.post(f"/v1/assignments/{self.lectures['off']}/travel", {"travel": [ticket]})
        self.owed[self.lectures["off"]] = ("ana", 8340)

    def file(self, name, presenter, kind, content):
        path = f"/v1/assignments/{self.lectures[name]}/evidence?kind={kind}&name=a.pdf"
        content = b"%PDF-1.4\n" + content + b"\n%%EOF\n"
        made = self.callers[presenter].send_file(path, content)
        assert self.auditor.get(f"/v1/evidence/{made}")["sha256"] == hashlib.sha256(content).hexdigest()
        return made
