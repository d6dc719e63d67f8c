"""Somebody at the pages without a browser: asks, keeps cookies, and notes what is wrong with an answer."""

import html.parser
import http.client
import sys
import time
import urllib.parse

# Seconds for one answer, of a build that is not optimized, too.
PATIENCE = 30
# How many faults are looked at before it ends.
ENOUGH = 20
# What a form is sent as that has no files.
PLAIN = "application/x-www-form-urlencoded"


class Form:
    """One form of a page: where it is sent, and its fields, each with a name, a value and a kind."""

    def __init__(self, path, fields):
        self.path, self.fields = path, fields

    def value(self, name):
        return next((value for field, value, _ in self.fields if field == name), "")


class Page(html.parser.HTMLParser):
    """The links and forms of the page at a path, and what its definition lists say."""

    def __init__(self, text, path=""):
        super().__init__()
        self.path = path
        self.links, self.forms, self.facts = [], [], []
        self.form = self.select = self.fact = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = {name: value or "" for name, value in attributes}
        if tag == "a" and found.get("href", "").startswith("/"):
            self.links.append(found["href"].partition("#")[0])
        elif tag == "form":
            self.form = Form(found.get("action") or self.path, [])
            if found.get("method", "").lower() == "post":
                self.forms.append(self.form)
        elif tag in ("input", "select", "textarea", "button") and self.form and found.get("name"):
            # Of several buttons with a name, the first is the one that is pressed.
            if tag != "button" or not self.form.value(found["name"]):
                self.form.fields.append((found["name"], found.get("value", ""), found.get("type", tag)))
            self.select = found["name"] if tag == "select" else None
        elif tag == "option" and self.select and ("selected" in found or not self.form.value(self.select)):
            self.form.fields[-1] = (self.select, found.get("value", ""), "select")
        elif tag == "dd":
            self.fact = ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = self.select = None
        elif tag == "select":
            self.select = None
        elif tag == "dd" and self.fact is not None:
            self.facts.append(self.fact.strip())
            self.fact = None

    def handle_data(self, data):
        if self.fact is not None:
            self.fact += data


class Visitor:
    """Somebody who keeps the cookies that come; `faults` and `count` are shared by all."""

    faults = []
    count = 0

    def __init__(self, url, name):
        self.host = urllib.parse.urlsplit(url).netloc
        self.name = name
        self.cookies = {}

    def ask(self, method, path, body=None, kind=None):
        """The status, the text and the place that an answer leads to; what is wrong with it is noted."""
        Visitor.count += 1
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        begin = time.monotonic()
        place = ""
        try:
            headers = {"Accept": "text/html", "Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
            if body is not None:
                headers |= {"Content-Type": kind, "Origin": f"http://{self.host}"}
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            status, place = answer.status, answer.headers.get("Location", "")
        except (OSError, http.client.HTTPException) as error:
            status, text = 0, repr(error)
        finally:
            connection.close()
        if status == 0 or status >= 500:
            self.fault(method, path, body, kind, status or text)
        elif time.monotonic() - begin > PATIENCE / 2:
            self.fault(method, path, body, kind, f"took {time.monotonic() - begin:.0f} s")
        return status, text, place

    def fault(self, method, path, body, kind, what):
        sent = (body or b"")[:400]
        Visitor.faults.append(f"{self.name}: {method} {path[:120]} {kind or ''} {sent!r}: {what}")
        if len(Visitor.faults) >= ENOUGH:
            end("ended early")

    def send(self, path, values):
        """Sends a form as it should be."""
        return self.ask("POST", path, urllib.parse.urlencode(values).encode(), PLAIN)


def end(how):
    """Says what was found, and ends."""
    for fault in Visitor.faults:
        print(f"  {fault}", file=sys.stderr)
    print(f"{Visitor.count} requests to pages and their forms, {len(Visitor.faults)} faults; {how}")
    sys.exit(1 if Visitor.faults else 0)
