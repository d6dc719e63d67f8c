#!/bin/sh
# Installs what the tests of mails talk to: msmtp, and Python's aiosmtpd and icalendar in .build-mail/venv.
set -eu
cd "$(dirname "$0")/.."

Config/setup.sh peers
venv=.build-mail/venv
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv" || { echo "python3 with its venv module is needed (Debian: python3-venv)." >&2; exit 1; }
fi
"$venv/bin/pip" install --quiet --disable-pip-version-check -r Tests/Mail/requirements.txt
