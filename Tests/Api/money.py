"""The third part of the chain: from what is owed to the bank's answer and the books."""

import csv
import datetime
import hashlib
import io

import sums

MONTH = "2026-07"


class Money:
    """A month of payments, each figure held against `sums`."""

    def honoraria(self):
        path = f"/v1/assignments/{self.lectures['new']}"
        self.accountant.post(f"{path}/fee-agreement", {"kind": "net", "amount": 30_000, "reason": "依頼状"})
        self.owed[self.lectures["new"]] = ("dai", sums.gross_of(30_000))
        self.accountant.post(f"/v1/assignments/{self.lectures['off']}/travel-settlement")
        done = self.accountant.post("/v1/honorarium-calculations", {"up_to": "2026-06-23"})
        assert len(done["owed"]) == 4 and done["left_out"] == [] and done["check"]["warning"] == 1, done.value
        assert self.accountant.post("/v1/honorarium-calculations", {"up_to": "2026-06-23"})["owed"] == []
        found = list(self.coordinator.all("/v1/findings?state=open"))
        assert [(one["kind"], one["assignment"]) for one in found] == [("hours_differ", self.lectures["phoned"])]
        clearance = f"/v1/findings/{found[0]['id']}/clearance"
        assert self.coordinator.post(clearance, {"reason": "時計のずれ"})["state"] == "cleared"
        gross = {one["assignment"]: one["gross"] for one in self.accountant.all("/v1/honoraria")}
        assert gross == {lecture: amount for lecture, (_, amount) in self.owed.items()}, (gross, self.owed)

    def month(self):
        path = f"/v1/months/{MONTH}"
        prepared = self.accountant.post(f"{path}/preparation")
        assert prepared["pay_on"] == sums.bank_day(datetime.date(2026, 7, 25)).isoformat()
        expected = sums.payments(self.owed.values())
        payees = {one["presenters"][0]: one["id"] for one in self.accountant.all("/v1/payees")}
        self.payees = {name: payees[key] for name, key in self.presenters.items()}
        paid = {one["payee"]: (one["gross"], one["tax"], one["net"]) for one in prepared["prepared"]}
        assert paid == {self.payees[name]: amounts for name, amounts in expected.items()}, (paid, expected)
        self.accountant.post(f"{path}/submission")
        seen = self.approver.get(f"{path}/work").headers["ETag"]
        self.accountant.post(f"{path}/approval", status=403, If_Match="*")
        self.approver.post(f"{path}/approval", status=428)
        self.approver.post(f"{path}/approval", If_Match=seen)
        self.office.work()
        closed = self.approver.post(f"{path}/closure")
        totals = [sum(column) for column in zip(*expected.values())]
        assert [closed["totals"][name] for name in ("gross", "tax", "net")] == totals
        self.seal, self.expected = closed["audit_seal"], expected
        listed = self.accountant.get(f"{path}/honorarium-list?format=csv").bytes.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(listed)))
        assert len(rows) == 5 and sum(int(row["差引支払額"]) for row in rows) == totals[2]

    def bank(self):
        """The bank's file, one transfer that comes back, and its second try to another account."""
        path = f"/v1/months/{MONTH}"
        made = self.accountant.post(f"{path}/transfer-files")["items"]
        content = self.transfer(made[0]["id"])
        again = self.accountant.post(f"{path}/transfer-files")["items"][0]
        assert again["repeated"] and again["sha256"] == hashlib.sha256(content).hexdigest()
        net = {self.payees[name]: amounts[2] for name, amounts in self.expected.items()}
        transfers = list(self.accountant.all(f"/v1/transfer-files/{made[0]['id']}/transfers"))
        paid = {one["id"]: one["payee"] for one in self.accountant.all(f"/v1/payments?month={MONTH}")}
        assert sums.amounts(content) == [net[paid[one["payment"]]] for one in transfers]
        self.notices()
        self.office.go_to("2026-07-27T09:00")
        back = next(one for one in transfers if paid[one["payment"]] == self.payees["ana"])
        results = {"paid_on": "2026-07-24", "returned": [{"record": back["record"], "reason": "口座解約"}]}
        settled = self.accountant.post(f"/v1/transfer-files/{made[0]['id']}/results", results)
        assert settled["returned"] == [back["payment"]] and len(settled["paid"]) == len(transfers) - 1
        self.account("ana", self.payees["ana"], 7654321, self.approver)
        retried = self.accountant.post(f"{path}/transfer-retries", {"pay_on": "2026-07-31"})["items"]
        content = self.transfer(retried[0]["id"])
        assert sums.amounts(content) == [back["amount"]] and b"7654321" in content
        self.office.go_to("2026-08-03T09:00")
        table = f"件番,結果,理由,振込金額\n1,済,,{back['amount']}\n".encode("cp932")
        answer = f"/v1/transfer-files/{retried[0]['id']}/result-table?paid_on=2026-07-31"
        assert self.accountant.post(answer, table, Content_Type="text/csv")["paid"] == [back["payment"]]
        assert self.accountant.get(f"{path}/work")["stage"] == "done"

    def transfer(self, key):
        content = self.accountant.get(f"/v1/transfer-files/{key}/content").bytes
        self.approver.get(f"/v1/transfer-files/{key}/content", status=403)
        assert self.accountant.call("POST", "/v1/transfer-checks", content, Content_Type="text/plain")["good"]
        return content

    def notices(self):
        issued = self.accountant.post(f"/v1/months/{MONTH}/notices")
        assert issued["issued"] == issued["told"] == len(self.expected)
        notice = self.ana.get("/v1/notices")["items"][0]
        page = self.ana.get(f"/v1/notices/{notice['id']}/page").bytes
        assert hashlib.sha256(page).hexdigest() == notice["sha256"]
        assert f"{self.expected['ana'][2]:,}" in page.decode()
        assert self.ana.post(f"/v1/notices/{notice['id']}/confirmation")["state"] == "confirmed"
        other = self.ben.get("/v1/notices")["items"][0]["id"]
        self.ben.post(f"/v1/notices/{other}/objection", {"objection": "氏名が違う"})
        assert self.accountant.post(f"/v1/notices/{other}/replacement")["replaces"] == other

    def books(self):
        slip = self.accountant.get(f"/v1/months/{MONTH}/tax-slip")
        totals = [sum(column) for column in zip(*self.expected.values())]
        assert [slip["residents"][name] for name in ("payees", "paid", "tax")] == [len(self.expected), *totals[:2]]
        directly, own = 5000, self.owed[self.lectures["own"]][1]
        standing = {one["programme"]: one for one in self.auditor.get("/v1/budgets?year=2026")["programmes"]}
        spent = totals[0] - own + directly
        left = 1_000_000 - spent
        dispatched = standing["regional_dispatched"]
        assert [dispatched[name] for name in ("spent", "reserved", "left")] == [spent, 0, left], dispatched
        states = {self.coordinator.get(f"/v1/requests/{key}")["state"] for name, key in self.requests.items()
                  if name != "off"}
        assert states == {"closed"}, states
        assert self.coordinator.get("/v1/targets/regional/2026")["held"] == 4

    def year(self):
        made = self.accountant.post("/v1/years/2026/payment-records")
        files = self.accountant.get("/v1/years/2026/payment-records")["items"]
        content = self.auditor.get(f"/v1/years/2026/payment-records/{files[0]['number']}").bytes
        records = [line.split(",") for line in content.decode("cp932").splitlines()]
        # Over 50,000 yen in a calendar year.
        due = sorted((gross, tax) for gross, tax, _ in self.expected.values() if gross > 50_000)
        assert made["records"] == len(records) == len(due) > 0
        for record, (gross, tax) in zip(records, due):
            assert str(gross) in record and str(tax) in record, record
