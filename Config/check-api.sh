#!/bin/sh
# Has every operation of the HTTP interface called as every role by Schemathesis (PyPI), against a server with the
# demo's year on a private PostgreSQL, after the whole chain in an empty office beside it, by the contract alone, and
# broken forms from who has not signed in and from each role; fails on any answer that the contract does not promise, on
# any yen that is not that of the rules, and on any error of the server.
#   SHORT=1  the contract's examples, the same calls every time, some five minutes, for every change
#   KODAN    the executable (.build/release/kodan)
# Further words go to Tests/Api/check.py: --roles host --max-examples 5
set -eu
cd "$(dirname "$0")/.."

checkout=$PWD
kodan=$(realpath "${KODAN:-.build/release/kodan}")
venv=$checkout/.build-api/venv
world=$checkout/.build-api/world
log=$checkout/.build-api/server.log

if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv" || { echo "python3 with its venv module is needed (Debian: python3-venv)." >&2; exit 1; }
fi
"$venv/bin/pip" install --quiet --disable-pip-version-check -r Tests/Api/requirements.txt

python=$venv/bin/python
# What Python compiles stays out of the checkout.
export PYTHONDONTWRITEBYTECODE=1
. Config/demo-server.sh

if [ -n "${SHORT:-}" ]; then
    set -- --phases examples --max-examples 2 --max-time 120 "$@"
    forms="--most 80 --pages 50"
else
    # One thread: what makes the cases of this phase parses Python, which CPython 3.11 does not do well in several.
    set -- --at-least 20000 --workers 1 "$@"
    forms="--most 1500 --pages 200"
fi
"$python" Tests/Api/chain.py "$world/.kodan/demo.env" "$kodan" "$checkout/.build-api/office"
# $forms is a list of words.
# shellcheck disable=SC2086
"$venv/bin/python" Tests/Api/forms.py "http://127.0.0.1:$port" "$world/.kodan/demo.env" "$kodan" $forms
"$venv/bin/python" Tests/Api/check.py "http://127.0.0.1:$port" "$world/.kodan/demo.env" "$@"
