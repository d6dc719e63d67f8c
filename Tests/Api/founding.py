"""The first part of the chain: the people of an office with their tokens, its tables, presenters and organizations."""

import sums
from caller import Caller
from people import PASSWORD, one_time_code


class Founding:
    """What an office is given before anybody asks for a lecture."""

    def staff(self):
        office, address = self.office, "first@chain.example.jp"
        office.run("users", "add", address, "--name", "管理者", "--role", "administrator")
        words = ["--role", "administrator", "--label", "first", "--as", address]
        first = next(word for word in office.run("tokens", "issue", address, *words).split() if word[:4] == "kdn_")
        self.callers["administrator"] = Caller(office.url, first)
        self.let_in("administrator", self.administrator.get("/v1/me")["user"]["id"])
        for role in ("coordinator", "clerk", "auditor", "accountant", "approver"):
            form = {"email": f"{role}@chain.example.jp", "name": role, "roles": [role]}
            self.users[role] = self.administrator.post("/v1/users", form)["id"]
        for role in ("coordinator", "clerk", "auditor"):
            self.let_in(role, self.users[role])
        refused = {"label": "chain", "days": 365, "user": self.users["accountant"], "role": "accountant"}
        self.administrator.plain("/v1/tokens", refused, status=403)
        for role in ("accountant", "approver"):
            self.administrator.post(f"/v1/users/{self.users[role]}/password-reset")
        office.work()
        for role in ("accountant", "approver"):
            self.sign_in(role)

    def sign_in(self, role):
        """By the mailed link a password, then one-time codes, then a token of their own."""
        address = f"{role}@chain.example.jp"
        link = self.office.mailed_link(address)
        self.nobody.plain("/v1/passwords", {"link": link, "password": PASSWORD})
        session = self.nobody.plain("/v1/sessions", {"email": address, "password": PASSWORD})
        browser = Caller(self.office.url, session=session)
        # A code counts once, and is that of the machine's clock.
        secret = browser.plain("/v1/totp")["secret"]
        browser.plain("/v1/totp/confirmation", {"code": one_time_code(secret)})
        made = browser.plain("/v1/tokens", {"label": "chain", "days": 365})
        self.callers[role] = Caller(self.office.url, made["token"])

    def tables(self):
        target = {"target": 5, "unit": "lectures", "reason": "年度計画"}
        assert self.administrator.change("PUT", "/v1/targets/regional/2026", target)["target"] == 5
        budget = {"programme": "regional_dispatched", "fiscal_year": 2026, "amount": 1_000_000, "reason": "年度計画"}
        self.accountant.post("/v1/budgets", budget)
        # The prices are the test's own, whatever the shipped table says later.
        shipped = self.administrator.get("/v1/rates?table=fee&on=2026-06-01")["items"]
        ended = {"rates": [rate["id"] for rate in shipped], "last_day": "2026-03-31"}
        self.administrator.post("/v1/rate-ends", ended)
        for rank, price in sums.PRICES.items():
            self.administrator.post("/v1/rates/fee", {
                "rank": rank, "unit": "per_hour", "amount": price, "step_minutes": sums.STEP, "rounding": "up",
                "preparation_minutes": 0, "cap": sums.CAP, "tax_included": True, "basis": "謝金規程",
                "from": "2026-04-01"})

    def people(self):
        ranks = {"ana": "standard", "ben": "standard", "cho": "senior", "dai": "standard"}
        for number, (name, rank) in enumerate(ranks.items(), 1):
            self.presenters[name] = self.register(number, name, rank)
        own = self.ana.get("/v1/me")["presenter"]
        assert own == self.presenters["ana"]
        days = {"first": "2026-06-01", "last": "2026-06-03", "reason": "出張"}
        self.ana.post(f"/v1/presenters/{own}/blackouts", days)
        kinds = {"chamber": "chamber_of_commerce", "industry": "it_association", "branch": "chamber_of_commerce"}
        for number, (name, kind) in enumerate(kinds.items(), 1):
            made = self.coordinator.post("/v1/organizations", {
                "name": f"見本団体{number}", "kind": kind, "municipality": "13101", "address": "九段南1-6-5",
                "email": f"{name}@chain.example.jp", "phone": f"03-2222-000{number}"})["id"]
            member = {"email": f"desk-{name}@chain.example.jp", "name": f"窓口{number}"}
            user = self.coordinator.post(f"/v1/organizations/{made}/members", member)["id"]
            self.organizations[name] = made
            self.let_in("host", user, name)
        merger = {"into": self.organizations["chamber"], "reason": "合併"}
        self.coordinator.post(f"/v1/organizations/{self.organizations['branch']}/merger", merger)
        # Who acted for the one that was merged acts for both.
        assert self.organizations["chamber"] in self.branch.get("/v1/me")["organizations"]

    def register(self, number, name, rank):
        """A presenter with payee and account: they ask for it, accounting confirms it."""
        topic = "phishing" if name == "dai" else "five_rules"
        made = self.coordinator.post("/v1/presenters", {
            "family_name": "見本", "given_name": f"講師{number}", "family_kana": "ミホン", "given_kana": name_in_kana(number),
            "email": f"{name}@chain.example.jp", "phone": f"03-1111-000{number}", "postal_code": "1020074",
            "municipality": "13101", "address": "九段南1-2-1", "rank": rank, "reach_minutes": 150,
            "qualifications": [{"code": "riss", "number": "00123", "expires_on": "2028-03-31"}],
            "topics": [{"topic": topic, "level": 3}], "accepts_online": True, "monthly_cap": 4, "yearly_cap": 12,
            "weekly_hours": [{"weekday": day, "from": "09:00", "to": "18:00"} for day in
                             ("mon", "tue", "wed", "thu", "fri")]})["id"]
        self.let_in("presenter", self.coordinator.get(f"/v1/presenters/{made}")["user"], name)
        payee = self.coordinator.post(f"/v1/presenters/{made}/payee", {
            "legal_status": "individual", "residency": "resident", "name": f"見本 講師{number}",
            "postal_code": "1020074", "address": "九段南1-2-1"})["id"]
        self.account(name, payee, number, self.accountant)
        return made

    def account(self, name, payee, number, second):
        """An account that a presenter asks for, and a second person confirms."""
        made = self.callers[name].post(f"/v1/payees/{payee}/accounts", {
            "bank_code": "9991", "branch_code": "001", "deposit_type": "1", "account_number": f"{number:07}",
            "account_holder": "ミホン コウシ"})["id"]
        second.post(f"/v1/accounts/{made}/confirmation")


def name_in_kana(number):
    return ("イチ", "ニ", "サン", "ヨン")[number - 1]
