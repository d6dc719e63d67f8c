"""Sends the forms that anybody may send, broken in every way: the contract's own cases are JSON, and send none.

The pages that need no sign-in are found by their links, their forms in them. No answer may be an error of the server,
none may take long, and the server must be there at the end. The same calls are made every time.
"""

import argparse
import html.parser
import http.client
import sys
import time
import urllib.parse

# Pages that are seen at most; there are some dozen.
PAGES = 40
# Seconds for one answer, of a build that is not optimized, too.
PATIENCE = 30

TEXTS = [
    "", " ", "\u3000", "a" * 10_000, "あ" * 100_000, "\x00", "a\x00b", "a\r\nb", "\x1f", "\u202e", "\ufeff",
    "\U0010ffff", "-1", "0", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e400", "NaN",
    "１２３", "0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "2026-13", "0001-01", "24:00", "25:61",
    "99999999999-01-01", "<b>'\"&", "%", "\\", "../../etc/passwd", "=1+1", "a@b", "@", "a@" + "b." * 200 + "jp", "req-1",
    "req-99999999999999999999",
]
RAW = [
    b"%", b"%4", b"%zz", b"%ff", b"%ed%a0%80", b"%c0%80", b"%00", b"=", b"&", b"&&&=&", b"a" * 300_000, b"=&" * 20_000,
]
NAMES = [
    "", "/", "a/" * 50_000, "/".join(["0"] * 50_000), "slots/9223372036854775808/day", "slots/-1/day", "a[0]", "key",
    "\x00",
]


class Page(html.parser.HTMLParser):
    """The links and forms of a page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.forms = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = {name: value or "" for name, value in attributes}
        if tag == "a" and found.get("href", "").startswith("/"):
            self.links.append(found["href"])
        elif tag == "form" and found.get("method", "").lower() == "post":
            self.forms.append((found.get("action") or None, []))
        elif tag in ("input", "select", "textarea") and self.forms and found.get("name"):
            self.forms[-1][1].append((found["name"], found.get("value", ""), found.get("type", "")))


class Visitor:
    """Somebody who has not signed in, and keeps the cookies that come."""

    def __init__(self, url):
        self.host = urllib.parse.urlsplit(url).netloc
        self.cookies = {}
        self.faults = []
        self.count = 0

    def ask(self, method, path, body=None, kind=None):
        """The status and the text of an answer; what is wrong with it is noted."""
        self.count += 1
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        begin = time.monotonic()
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
            status = answer.status
        except (OSError, http.client.HTTPException) as error:
            status, text = 0, repr(error)
        finally:
            connection.close()
        if status == 0 or status >= 500:
            what = (body or b"")[:120]
            self.faults.append(f"{method} {path[:120]} {kind or ''} {what!r}: {status or text}")
            if len(self.faults) >= 20:
                self.end("ended early")
        elif time.monotonic() - begin > PATIENCE / 2:
            self.faults.append(f"{method} {path[:120]} took {time.monotonic() - begin:.0f} s")
        return status, text


    def end(self, how):
        """Says what was found, and ends."""
        for fault in self.faults:
            print(f"  {fault}", file=sys.stderr)
        print(f"{self.count} requests to the forms that anybody may send, {len(self.faults)} faults; {how}")
        sys.exit(1 if self.faults else 0)


def parts(fields, boundary):
    """The body of a form as browsers send one with files."""
    body = b""
    for name, value, kind in fields:
        file = b'; filename="a.txt"\r\nContent-Type: text/plain' if kind == "file" else b""
        body += b"--%b\r\nContent-Disposition: form-data; name=\"%b\"%b\r\n\r\n%b\r\n" % (
            boundary, name.encode(), file, value.encode())
    return body + b"--%b--\r\n" % boundary


def broken(fields):
    """Bodies with parts that are no such bodies, with the boundary that each is said to have."""
    whole = parts(fields[:3], b"xYx")
    yield from ((whole[:length], "xYx") for length in range(0, len(whole), 3))
    for cut in range(0, len(whole), 7):
        yield whole[:cut] + whole[cut + 5:], "xYx"
    start = b"--xYx\r\n"
    for body in [
        start * 2, start * 500, b"--xYx" * 2, b"--xYx\r\n--xYx--", b"--xYx--", b"--xYx--\r\n" * 3, b"\r\n" + whole,
        whole * 2, start + b"\r\n\r\n", start + b"\r\n\r\n--xYx--", start + b"a\r\n\r\nb\r\n--xYx--\r\n",
        whole.replace(b"\r\n", b"\n"),
        start + b"Content-Disposition: form-data\r\n\r\nb\r\n--xYx--\r\n",
        start + b"Content-Disposition: form-data; name=\r\n\r\nb\r\n--xYx--\r\n",
        start + b"Content-Disposition: form-data; name=\"a\r\n\r\nb\r\n--xYx--\r\n",
        start + b"Content-Disposition: form-data; name=\"\xff\xfe\"; filename=\"\x00\"\r\n\r\n\xff\r\n--xYx--\r\n",
        start + b"h: " + b"a" * 200_000 + b"\r\n\r\nb\r\n--xYx--\r\n",
        start + b"a: b\r\n" * 20_000 + b"\r\nb\r\n--xYx--\r\n",
    ]:
        yield body, "xYx"
    for boundary in ["", '""', "x" * 500, '"', "xYx; boundary=other", "\\"]:
        yield whole, boundary


def send(visitor, path, fields):
    """Sends one form in every broken way."""
    plain = "application/x-www-form-urlencoded"
    whole = urllib.parse.urlencode([(name, value) for name, value, _ in fields]).encode()
    for body, boundary in broken(fields):
        visitor.ask("POST", path, body, f"multipart/form-data; boundary={boundary}")
    for raw in RAW:
        visitor.ask("POST", path, raw, plain)
        visitor.ask("POST", path, whole + b"&" + raw, plain)
    for name in NAMES:
        visitor.ask("POST", path, whole + b"&" + urllib.parse.urlencode({name: "1"}).encode(), plain)
    for kind in ["text/plain", "application/json", "", "multipart/form-data", plain + "; charset=utf-16"]:
        visitor.ask("POST", path, whole, kind)
    # Who is told apart by a password waits for its check each time, which is slow by design.
    if any(kind == "password" for _, _, kind in fields):
        return
    for at, (name, _, _) in enumerate(fields):
        if name in ("key", "csrf"):
            continue
        for text in TEXTS if at % 4 == 0 else TEXTS[at % 4::4]:
            values = [(n, text if n == name else v) for n, v, _ in fields]
            visitor.ask("POST", path, urllib.parse.urlencode(values).encode(), plain)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="the server: http://127.0.0.1:8080")
    visitor = Visitor(parser.parse_args().url)

    waiting, seen, forms = ["/"], {"/"}, {}
    while waiting and len(seen) <= PAGES:
        path = waiting.pop(0)
        status, text = visitor.ask("GET", path)
        if status != 200 or "<html" not in text:
            continue
        page = Page(text)
        for action, fields in page.forms:
            forms.setdefault(action or path, fields)
        for link in page.links:
            link = link.partition("#")[0]
            if link not in seen and not link.startswith("/openapi"):
                seen.add(link)
                waiting.append(link)
    for path in sorted(seen):
        for text in TEXTS[::3]:
            query = urllib.parse.urlencode({"q": text, "after": text, "link": text})[:4000]
            visitor.ask("GET", path.partition("?")[0] + "?" + query)
        for raw in ["%", "%ff=%ff", "%00=%00", "&&=", "a=" + "b" * 5000]:
            visitor.ask("GET", path.partition("?")[0] + "?" + raw)
    for path, fields in sorted(forms.items()):
        send(visitor, path, fields)

    status, _ = visitor.ask("GET", "/readyz")
    if status != 200:
        visitor.faults.append(f"The server is not there any more: {status}.")
    if not forms:
        visitor.faults.append("No form was found.")
    visitor.end(f"{len(seen)} pages, {len(forms)} forms")


if __name__ == "__main__":
    main()
