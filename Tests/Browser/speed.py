"""How long the server takes for each page, and how much it weighs.

`speed.py URL KODAN WORLD SHOTS REPETITIONS`; see Config/bench-pages.sh. From the home of each role all links are
followed, one page of each kind. A page's time is the median of its repetitions over one connection, from the call to the
last byte. Ends with status 1 if a page is over the goals.
"""

import http.client
import re
import shutil
import statistics
import sys
import time
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from visitor import EMAILS, HEAVIEST, SHOTS, URL, Visitor, sign_in_as_staff, sign_in_by_link

REPETITIONS = int(sys.argv[5])
SLOWEST = 15.0
# What is no page, or is one of somebody else's.
OTHERS = re.compile(r"/(v1|assets|docs|openapi|calendar|sign-out)\b")


class Caller:
    """Somebody's session, over one connection."""

    def __init__(self, cookies):
        self.connection = http.client.HTTPConnection(urlsplit(URL).netloc)
        self.headers = {"Accept": "text/html", "Cookie": "; ".join(f"{c['name']}={c['value']}" for c in cookies)}

    def get(self, path):
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        return answer.status, answer.getheader("Content-Type", ""), answer.read()


def kind(path):
    """Pages that differ only by a key, a month or a day are of one kind; so are those with other filters."""
    path, _, query = path.partition("?")
    path = re.sub(r"\b([a-z]{3}-)?\d+(-\d+)*\b", "N", path)
    names = sorted({pair.split("=")[0] for pair in query.split("&") if pair})
    return path + ("?" + "&".join(names) if names else "")


def pages(caller):
    """The pages that are reached from somebody's home, one of each kind."""
    found, waiting = {}, ["/home"]
    while waiting:
        path = waiting.pop(0)
        if kind(path) in found:
            continue
        status, media, body = caller.get(path)
        if status != 200 or not media.startswith("text/html"):
            continue
        found[kind(path)] = path
        for link in re.findall(r'href="(/[^"#]*)"', body.decode()):
            link = link.replace("&amp;", "&").replace("&#61;", "=")
            if not OTHERS.match(link):
                waiting.append(link)
    return found


def measure(caller, path):
    """The median of the time in milliseconds, and the bytes of the page."""
    times = []
    for turn in range(REPETITIONS + 2):
        begin = time.perf_counter()
        body = caller.get(path)[2]
        # The first two calls warm up.
        if turn >= 2:
            times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times), len(body)


def main():
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    callers = {"nobody": Caller([])}
    with sync_playwright() as play:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for role, address in EMAILS.items():
            visitor = Visitor(browser, role)
            (sign_in_by_link if role in ("host", "presenter") else sign_in_as_staff)(visitor, address)
            callers[role] = Caller(visitor.context.cookies())
        browser.close()
    start = callers["nobody"].get("/")[2].decode()
    style = sum(
        len(callers["nobody"].get(path)[2]) for path in re.findall(r'(?:href|src)="(/[^"]+\.(?:css|js)[^"]*)"', start)
    )
    rows = []
    for role, caller in callers.items():
        for name, path in (pages(caller) if role != "nobody" else {p: p for p in ("/", "/apply", "/sign-in")}).items():
            rows.append((*measure(caller, path), role, name))
    rows.sort(reverse=True)
    for milliseconds, size, role, name in rows:
        print(f"{milliseconds:7.1f} ms {size + style:7d} bytes  {role:13s} {name}")
    slow = [row for row in rows if row[0] > SLOWEST]
    heavy = [row for row in rows if row[1] + style > HEAVIEST]
    print(
        f"{len(rows)} pages of {len(callers)} people; median {statistics.median(row[0] for row in rows):.1f} ms; "
        f"{len(slow)} over {SLOWEST:.0f} ms; {len(heavy)} over {HEAVIEST} bytes with style and script."
    )
    return 1 if slow or heavy else 0


sys.exit(main())
