"""The demo's people: how they sign in to the pages, and what the record says that they did."""

import base64
import concurrent.futures
import email
import hashlib
import hmac
import pathlib
import re
import subprocess
import time
import urllib.parse

from visitor import Page, Visitor

PASSWORD = "correct horse battery staple"


class World:
    """The folder of a demo that is served, and the executable beside its server."""

    def __init__(self, keys, kodan):
        self.keys, self.kodan = pathlib.Path(keys), kodan
        self.settings = {"PATH": "/usr/bin:/bin"}
        for line in self.keys.read_text().splitlines():
            match = re.fullmatch(r"(\w+)=(.*)", line)
            if match:
                self.settings[match[1]] = match[2].strip("'")
        self.begin = time.time()

    def address(self, role):
        return self.settings[f"KODAN_DEMO_EMAIL_{role.upper()}"]

    def run(self, *words, typed=None):
        """What `kodan` prints."""
        done = subprocess.run(
            [self.kodan, *words], cwd=self.keys.parent.parent, env=self.settings, input=typed, capture_output=True,
            text=True, timeout=120)
        assert done.returncode == 0, f"kodan {' '.join(words)}: {done.stdout}{done.stderr}"
        return done.stdout

    def mailed_link(self, address):
        """The newest link to sign in that was mailed to `address`; the worker beside the server sends it."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            for path in (self.keys.parent / "mail").rglob("*.eml"):
                if path.stat().st_mtime < self.begin:
                    continue
                message = email.message_from_bytes(path.read_bytes())
                if address not in message["To"]:
                    continue
                for part in message.walk():
                    if part.get_content_type() == "text/plain":
                        text = part.get_payload(decode=True).decode("utf-8")
                        found = re.search(r"/sign-in\?link=(kdl_\S+)", text)
                        if found:
                            return urllib.parse.unquote(found[1])
            time.sleep(0.2)
        raise AssertionError(f"no mail to {address} holds a link to sign in")


class Record:
    """What the database's record of events says, read as the owner of its tables."""

    def __init__(self, world):
        self.process = subprocess.Popen(
            ["psql", "-X", "-q", "-A", "-t", world.settings["KODAN_OWNER_URL"]],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def newest(self, address):
        """The number of the newest event of the person with this mail address."""
        self.process.stdin.write(
            "SELECT coalesce(max(audit_event.id), 0) FROM audit_event "
            f"JOIN app_user ON app_user.id = user_id WHERE app_user.email = '{address}';\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


def sign_in(url, world):
    """A visitor for each of the eight roles, signed in."""
    visitors = {}
    for role in ("host", "presenter"):
        visitors[role] = Visitor(url, role)
        visitors[role].send("/sign-in", {"step": "mail", "email": world.address(role)})
    insiders = ("auditor", "clerk", "coordinator", "accountant", "approver", "administrator")
    # Passwords are slow by design; the server checks two at once.
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        visitors |= zip(insiders, pool.map(lambda role: by_password(Visitor(url, role), world), insiders))
    for role in ("host", "presenter"):
        link = world.mailed_link(world.address(role))
        status, _, _ = visitors[role].send("/sign-in", {"step": "enter", "link": link})
        assert status == 303, f"{role} is not let in: {status}"
    return visitors


def by_password(visitor, world):
    """`visitor`, signed in for the first time with a password that was set for them; their codes are set up."""
    address = world.address(visitor.name)
    world.run("users", "password", "set", address, "--as", world.address("administrator"), typed=PASSWORD + "\n")
    place = "/account/one-time-codes"
    status, text, _ = visitor.send("/staff/sign-in", {"step": "password", "email": address, "password": PASSWORD})
    assert status == 303, f"{visitor.name} is not let in: {status} {text[-300:]}"
    csrf = Page(visitor.ask("GET", place)[1], place).forms[-1].value("csrf")
    page = Page(visitor.send(place, {"step": "begin", "csrf": csrf})[1], place)
    code = one_time_code(page.facts[0].replace(" ", ""))
    status, _, _ = visitor.send(place, {"step": "confirm", "csrf": csrf, "code": code})
    assert status == 200, f"the code of {visitor.name} is not taken: {status}"
    return visitor


def one_time_code(secret):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, (int(time.time()) // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at:at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"
