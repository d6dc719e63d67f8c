"""Sends the forms of the pages, broken in every way: the contract's own cases are JSON, and send none.

First those that anybody may send, then those that people of each role find. No answer may be an error of the server,
none may take long, no form may be taken without the session's token, nothing that is refused may leave an event in the
record, and the server must be there at the end. The same calls are made every time.
"""

import argparse
import re
import urllib.parse

import broken
from people import Record, World, sign_in
from visitor import PLAIN, Page, Visitor, end

# Pages that are seen at most without a sign-in; there are some dozen.
PAGES = 40
# What takes somebody's way in away, or a role, were it taken: sent only without the session's token.
RISKY = re.compile(r"/(sign-out|account|role|tokens|users/N|organizations/N|presenters/N)(?![\w-])")


def kind(path):
    """What a page is, whatever is on it: its path without numbers, and its query without values."""
    return re.sub(r"(?<=/)(?:[a-z]+-)?\d[\d-]*(?=[/?]|$)", "N", re.sub(r"=[^&]*", "", path))


def forms_found(visitor, start, pages, alike):
    """The forms that links lead to, by path and step, and the paths: at most so many pages, so many of a kind."""
    waiting, seen, kinds, forms = [start], {start}, {}, {}
    while waiting and pages > 0:
        path = waiting.pop(0)
        pages -= 1
        status, text, _ = visitor.ask("GET", path)
        if status != 200 or "<html" not in text:
            continue
        page = Page(text, path)
        for form in page.forms:
            forms.setdefault((kind(form.path).partition("?")[0], form.value("step")), form)
        for link in page.links:
            kinds[kind(link)] = kinds.get(kind(link), 0) + (link not in seen)
            if link not in seen and not link.startswith("/openapi") and kinds[kind(link)] <= alike:
                seen.add(link)
                waiting.append(link)
    return forms, seen


def send_to_anybody(url):
    """Sends the forms that need no sign-in in every broken way; which they are."""
    visitor = Visitor(url, "nobody")
    forms, seen = forms_found(visitor, "/", PAGES, PAGES)
    for path in sorted(seen):
        for text in broken.TEXTS[::3]:
            query = urllib.parse.urlencode({"q": text, "after": text, "link": text})[:4000]
            visitor.ask("GET", path.partition("?")[0] + "?" + query)
        for raw in ["%", "%ff=%ff", "%00=%00", "&&=", "a=" + "b" * 5000]:
            visitor.ask("GET", path.partition("?")[0] + "?" + raw)
    for _, form in sorted(forms.items()):
        cases = list(broken.in_parts(form.fields[:3])) + list(broken.as_whole(form.fields))
        # Who is told apart by a password waits for its check each time, which is slow by design.
        if not any(sort == "password" for _, _, sort in form.fields):
            for at in broken.places(form.fields):
                texts = broken.TEXTS if at % 4 == 0 else broken.TEXTS[at % 4::4]
                cases += [broken.one_wrong(form.fields, at, text) for text in texts]
        for body, content in cases:
            visitor.ask("POST", form.path, body, content)
    return set(forms)


class Signed:
    """Somebody who is signed in and sends forms, each of them held against the record."""

    def __init__(self, visitor, record, address):
        self.visitor, self.record, self.address = visitor, record, address
        self.newest = 0

    def send(self, path, body, content, is_refused=False):
        """Sends one form; `is_refused` is one that must not be taken."""
        status, _, place = self.visitor.ask("POST", path, body, content)
        newest = self.record.newest(self.address)
        if is_refused and status < 400:
            self.visitor.fault("POST", path, body, content, f"was taken: {status}")
        elif status >= 400 and newest != self.newest:
            self.visitor.fault("POST", path, body, content, f"{status}, and yet event {newest} is in the record")
        elif place.startswith(("/sign-in", "/staff/sign-in")):
            self.visitor.fault("POST", path, body, content, "signed out")
        self.newest = newest

    def send_all(self, most, pages, known):
        """Sends what forms there are but those that are known, so many broken ones in all; which they are."""
        found, _ = forms_found(self.visitor, "/home", pages, 2)
        forms = {name: form for name, form in found.items() if name not in known}
        # Some pages are files that were made for who asked, which is in the record, too.
        self.newest = self.record.newest(self.address)
        for number, ((place, step), form) in enumerate(sorted(forms.items())):
            fields = broken.filled(form.fields)
            open_fields = [field for field in fields if field[0] != "csrf"]
            self.send(form.path, broken.plain(open_fields), PLAIN, is_refused=True)
            if RISKY.match(place):
                continue
            share = most // len(forms) + (number < most % len(forms))
            for body, content in broken.some(form, share, f"{self.visitor.name} {place} {step}"):
                self.send(form.path, body, content)
        return set(forms)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="the server: http://127.0.0.1:8080")
    parser.add_argument("keys", help="the demo's demo.env, with the address of somebody in each role")
    parser.add_argument("kodan", help="the executable")
    parser.add_argument("--most", type=int, default=2000, help="broken forms that each role sends")
    parser.add_argument("--pages", type=int, default=250, help="pages that each role looks at")
    arguments = parser.parse_args()

    world = World(arguments.keys, arguments.kodan)
    anybody = send_to_anybody(arguments.url)
    sent = {"nobody": anybody}
    record = Record(world)
    for role, visitor in sign_in(arguments.url, world).items():
        signed = Signed(visitor, record, world.address(role))
        sent[role] = signed.send_all(arguments.most, arguments.pages, anybody)

    nobody = Visitor(arguments.url, "nobody")
    status, _, _ = nobody.ask("GET", "/readyz")
    if status != 200:
        nobody.fault("GET", "/readyz", None, None, f"The server is not there any more: {status}.")
    for name in (name for name, forms in sent.items() if not forms):
        nobody.fault("GET", "/", None, None, f"{name} finds no form")
    end("forms: " + ", ".join(f"{name} {len(forms)}" for name, forms in sent.items()))


if __name__ == "__main__":
    main()
