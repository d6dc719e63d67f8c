"""What a month of honoraria comes to by the rules, worked out in another way than the server does."""

import collections
import datetime
from fractions import Fraction

# Yen for an hour of each rank, what is billed in one piece, and the most that a lecture costs.
PRICES = {"standard": 10_000, "senior": 12_000, "expert": 15_000}
STEP = 30
CAP = 40_000


def fee(rank, minutes):
    """The fee of a lecture of so many minutes: each piece that was begun is paid."""
    pieces = len(range(0, minutes, STEP))
    return min(CAP, PRICES[rank] * STEP * pieces // 60)


def tax(base):
    """What is withheld from one payment to a resident: 10 % of it, 20 % above a million, each with 2.1 % of that more;
    cut off once, at the very end."""
    income = Fraction(min(base, 1_000_000), 10) + Fraction(max(base - 1_000_000, 0), 5)
    return int(income * (1 + Fraction(21, 1000)))


def gross_of(net):
    """The largest amount of which so much is left, by trying."""
    return max(gross for gross in range(net, 2 * net) if gross - tax(gross) == net)


def payments(owed):
    """Of pairs of payee and yen, for each payee: gross, tax and net of the one payment."""
    gross = collections.Counter()
    for payee, amount in owed:
        gross[payee] += amount
    return {payee: (amount, tax(amount), amount - tax(amount)) for payee, amount in gross.items()}


def bank_day(day):
    """The day, or the last one before it that is no weekend. No holiday lies near the days of this chain."""
    while day.weekday() > 4:
        day -= datetime.timedelta(days=1)
    return day


def amounts(content):
    """The amounts of a bank file (総合振込, records of 120 bytes), whose trailer must have their number and sum."""
    records = content.split(b"\r\n")[:-1]
    assert [len(record) for record in records] == [120] * len(records)
    kinds = b"".join(record[:1] for record in records)
    found = [int(record[80:90]) for record in records if record[:1] == b"2"]
    assert kinds == b"1" + b"2" * len(found) + b"89", kinds
    trailer = records[-2]
    assert (int(trailer[1:7]), int(trailer[7:19])) == (len(found), sum(found)), trailer
    return found
