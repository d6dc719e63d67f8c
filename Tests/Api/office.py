"""An empty installation beside the demo: a database of its own, and a server at a moment of one's own."""

import base64
import datetime
import email
import pathlib
import re
import secrets
import shutil
import socket
import subprocess
import time
import urllib.request

JAPAN = datetime.timezone(datetime.timedelta(hours=9))
DATABASE = "chain"


class Office:
    """What `kodan migrate` makes on the demo's private PostgreSQL, and a server that has its own port and clock."""

    def __init__(self, kodan, keys, folder):
        self.kodan = kodan
        self.folder = pathlib.Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        demo = dict(re.findall(r"^(\w+)='?(.*?)'?$", pathlib.Path(keys).read_text(), re.MULTILINE))
        self.cluster = demo["DATABASE_URL"]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.server = None
        self.settings = {
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "KODAN_CONFIG": demo["KODAN_CONFIG"],
            "DATABASE_URL": self.database("kodan_app"), "KODAN_WORKER_URL": self.database("kodan_worker"),
            "KODAN_OWNER_URL": self.database("kodan_owner"), "KODAN_PORT": str(port), "KODAN_HOST": "127.0.0.1",
            "KODAN_PUBLIC_URL": self.url, "KODAN_RATE_PER_TOKEN": "off", "KODAN_RATE_PER_ADDRESS": "off",
            "KODAN_ACCOUNT_KEYS": "1:" + secret(), "KODAN_FINGERPRINT_KEY": secret(),
            "KODAN_DATA": str(self.folder / "data"), "KODAN_EVIDENCE": str(self.folder / "evidence"),
            "KODAN_MATERIALS": str(self.folder / "materials"), "KODAN_MAIL_FOLDER": str(self.folder / "mail"),
        }

    def database(self, user, name=DATABASE):
        """The address of a database of the cluster: postgresql://kodan_app@/kodan?host=…"""
        return re.sub(r"//[^@]+@/[^?]+", f"//{user}@/{name}", self.cluster)

    def make(self):
        """Makes the database anew, with all that an office is given."""
        for statement in (f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)",
                          f"CREATE DATABASE {DATABASE} OWNER kodan_owner"):
            command = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement]
            subprocess.run([*command, self.database("postgres", "postgres")], check=True, timeout=60)
        self.run("migrate")

    def run(self, *words):
        """What `kodan` prints."""
        done = subprocess.run(
            [self.kodan, *words], cwd=self.folder, env=self.settings, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=300)
        assert done.returncode == 0, f"kodan {' '.join(words)}: {done.stdout}{done.stderr}"
        return done.stdout

    def go_to(self, moment):
        """Goes on at a moment of Japan (2026-06-01T09:00) with a server that was started anew."""
        self.stop()
        then = datetime.datetime.fromisoformat(moment).replace(tzinfo=JAPAN)
        self.settings["KODAN_CLOCK_AHEAD"] = str(int(then.timestamp() - time.time()))
        with open(self.folder / "server.log", "a") as log:
            self.server = subprocess.Popen(
                [self.kodan, "serve"], cwd=self.folder, env=self.settings, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log)
        until = time.monotonic() + 60
        while not self.is_ready():
            alive = self.server.poll() is None and time.monotonic() < until
            assert alive, f"the server did not come up: {self.folder}/server.log"
            time.sleep(0.1)

    def is_ready(self):
        try:
            with urllib.request.urlopen(self.url + "/readyz", timeout=5):
                return True
        except OSError:
            return False

    def work(self):
        """One round of the worker: mails, offers, seals."""
        self.run("work", "--once")

    def stop(self):
        if self.server:
            server, self.server = self.server, None
            server.terminate()
            try:
                server.wait(60)
            except subprocess.TimeoutExpired:
                # Nothing is left behind, but that it did not end is told.
                server.kill()
                server.wait()
                raise

    def mailed_link(self, address):
        """The newest link that was mailed to `address`."""
        paths = sorted((self.folder / "mail").rglob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        for path in reversed(paths):
            message = email.message_from_bytes(path.read_bytes())
            if address not in message["To"]:
                continue
            for part in message.walk():
                if part.get_content_type() == "text/plain":
                    found = re.search(r"[?&]link=(\S+)", part.get_payload(decode=True).decode("utf-8"))
                    if found:
                        return found[1]
        raise AssertionError(f"no mail to {address} holds a link")


def secret():
    return base64.b64encode(secrets.token_bytes(32)).decode()
