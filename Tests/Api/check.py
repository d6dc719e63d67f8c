"""Calls every operation of the contract as every role, with data that it allows and data that it does not.

Schemathesis makes the calls and holds the answers against the contract; the keys of things that exist come from the
server's own lists, so that not every call ends at "not found". The server's own count of requests is the last word on
how many there were, and that none ended in an error of its own.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

import yaml

ROLES = [
    "auditor", "host", "presenter", "clerk", "coordinator", "accountant", "approver",
    # Last: it may take the others' tokens and roles away.
    "administrator",
]
# Refusals for the state of things are right answers to valid data.
VALID = ["2xx", "304", "401", "403", "404", "409", "412", "422", "428"]
# What OpenAPI cannot say, and is answered with 400 or 429: two parameters that exclude each other; words with control
# characters, private or unassigned ones; addresses that no mail header takes; tries that slow down.
BEYOND = {
    **dict.fromkeys(["/v1/holidays", "/v1/transactions", "/v1/transactions/file"], "400"),
    **dict.fromkeys(["/v1/audit-events", "/v1/organizations", "/v1/payees", "/v1/presenters", "/v1/requests"], "400"),
    **dict.fromkeys(["/v1/editions/{id}/file", "/v1/mails", "/v1/search", "/v1/users"], "400"),
    **dict.fromkeys(["/v1/organization-register", "/v1/presenter-register"], "400"),
    **dict.fromkeys(["/v1/assignments/{id}/evidence", "/v1/presenters/{id}/blackouts/{blackout}"], "400"),
    **dict.fromkeys(["/v1/applications", "/v1/passwords", "/v1/sessions", "/v1/sign-in-links"], "429"),
}
INVALID = ["400", "401", "403", "404", "405", "406", "408", "409", "412", "413", "415", "422", "428", "431"]


def fetch(url, token=None):
    request = urllib.request.Request(url)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read().decode()


def tokens(path):
    """The tokens of the demo, by role."""
    found = {}
    for line in pathlib.Path(path).read_text().splitlines():
        match = re.fullmatch(r"KODAN_DEMO_TOKEN_([A-Z]+)=(kdn_\S+)", line)
        if match:
            found[match[1].lower()] = match[2]
    return found


def keys(url, contract, token):
    """For each path with a parameter behind a list, its name and what the list shows: {"/v1/requests/{id}": ...}."""
    found = {}
    lists = {}
    for path in contract["paths"]:
        match = re.match(r"(/[^{]*)/[{](\w+)[}]", path)
        if not match or "get" not in contract["paths"].get(match[1], {}):
            continue
        name = match[2]
        if match[1] not in lists:
            try:
                lists[match[1]] = json.loads(fetch(url + match[1], token)).get("items", [])
            except (urllib.error.HTTPError, ValueError, AttributeError):
                lists[match[1]] = []
        entries = [entry for entry in lists[match[1]] if isinstance(entry, dict)]
        values = [entry.get(name) or entry.get("id") or entry.get("code") for entry in entries]
        values = [value for value in values if isinstance(value, (str, int))][:50]
        if values:
            found[path] = (name, values)
    return found


def settings(known):
    """The configuration of Schemathesis."""
    text = [
        "[checks.positive_data_acceptance]",
        f"expected-statuses = {json.dumps(VALID)}",
        "[checks.negative_data_rejection]",
        f"expected-statuses = {json.dumps(INVALID)}",
        "[checks.missing_required_header]",
        f"expected-statuses = {json.dumps(INVALID)}",
    ]
    for number, (_, values) in enumerate(known.values()):
        text += [f"[dictionaries.list{number}]", f"values = {json.dumps(values)}"]
    for number, (path, (name, _)) in enumerate(known.items()):
        text += [
            "[[operations]]",
            f"include-path = {json.dumps(path)}",
            "[operations.parameters]",
            f'"path.{name}" = {{ dictionary = "list{number}", probability = 0.7 }}',
        ]
    for path, status in BEYOND.items():
        text += [
            "[[operations]]",
            f"include-path = {json.dumps(path)}",
            "[operations.checks.positive_data_acceptance]",
            f"expected-statuses = {json.dumps(VALID + [status])}",
        ]
    return "\n".join(text) + "\n"


def without_formats(value):
    """The contract without the formats of texts that have a pattern: it says more, and what makes values of both makes
    those of the format, of which next to none fit."""
    if isinstance(value, list):
        return [without_formats(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: without_formats(one) for name, one in value.items() if name != "format" or "pattern" not in value}


def closed(value):
    """The contract with answers that hold nothing else, too: it leaves them open to what is added later, but what this
    server answers is what it tells today."""
    if isinstance(value, list):
        return [closed(one) for one in value]
    if not isinstance(value, dict):
        return value
    found = {name: closed(one) for name, one in value.items()}
    if isinstance(value.get("properties"), dict) and value.get("type") == "object":
        found.setdefault("additionalProperties", False)
    return found


def counted(url):
    """How many requests the server answered, and how many of them with an error of its own."""
    total = errors = 0
    for line in fetch(url + "/metrics").splitlines():
        match = re.fullmatch(r'kodan_http_requests_total\{.*status="(\d+)"\} (\d+)', line)
        if match:
            total += int(match[2])
            if match[1].startswith("5"):
                errors += int(match[2])
                print(f"  {line}", file=sys.stderr)
    return total, errors


def run(arguments, role, token, config, contract):
    command = [
        str(pathlib.Path(sys.executable).with_name("schemathesis")),
        "--config-file", config, "run", contract, "--url", arguments.url,
        "--header", f"Authorization: Bearer {token}", "--header", "Accept-Language: en",
        "--checks", "all", "--phases", arguments.phases, "--max-examples", str(arguments.max_examples),
        "--seed", str(arguments.seed), "--workers", str(arguments.workers), "--request-timeout", "120",
        "--continue-on-failure", "--generation-database", "none", "--suppress-health-check", "all", "--no-color",
    ]
    if arguments.max_time:
        command += ["--max-time", str(arguments.max_time)]
    print(f"== {role}", flush=True)
    return subprocess.run(command, stdin=subprocess.DEVNULL).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="the server: http://127.0.0.1:8080")
    parser.add_argument("keys", help="the demo's demo.env, with a token of each role")
    parser.add_argument("--roles", default=",".join(ROLES))
    parser.add_argument("--max-examples", type=int, default=40)
    parser.add_argument("--max-time", type=int, default=0, help="seconds for each role")
    parser.add_argument("--phases", default="examples,coverage,fuzzing,stateful")
    parser.add_argument("--seed", type=int, default=2019)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--at-least", type=int, default=0, help="requests that there must have been")
    arguments = parser.parse_args()

    contract = yaml.safe_load(fetch(arguments.url + "/openapi.yaml"))
    people = tokens(arguments.keys)
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for role in arguments.roles.split(","):
            if role not in people:
                sys.exit(f"{arguments.keys} has no token of the role {role}.")
            known = keys(arguments.url, contract, people[role])
            config = pathlib.Path(folder) / "schemathesis.toml"
            config.write_text(settings(known))
            tried = pathlib.Path(folder) / "openapi.json"
            tried.write_text(json.dumps(closed(without_formats(contract))))
            if run(arguments, role, people[role], str(config), str(tried)) != 0:
                failed.append(role)
    total, errors = counted(arguments.url)
    print(f"{total} requests, {errors} errors of the server; failed: {', '.join(failed) or 'none'}")
    if total < arguments.at_least:
        sys.exit(f"There were fewer than {arguments.at_least} requests.")
    sys.exit(1 if failed or errors else 0)


if __name__ == "__main__":
    main()
