#!/bin/sh
# Does each role's main job on the pages in Chromium (Playwright), against a server with the demo's year on a private
# PostgreSQL; axe-core looks at every page. Screenshots: .build-browser/shots.
#   KODAN    the executable (.build/release/kodan)
set -eu
cd "$(dirname "$0")/.."

checkout=$PWD
kodan=$(realpath "${KODAN:-.build/release/kodan}")
python=$checkout/.build-browser/venv/bin/python
world=$checkout/.build-browser/world
log=$checkout/.build-browser/server.log

Config/setup.sh browser
if [ ! -x "$python" ]; then
    python3 -m venv .build-browser/venv || {
        echo "python3 with its venv module is needed (Debian: python3-venv)." >&2
        exit 1
    }
fi
"$python" -m pip install --quiet --disable-pip-version-check -r Tests/Browser/requirements.txt
. Config/demo-server.sh

"$python" Tests/Browser/portal.py "http://127.0.0.1:$port" "$kodan" "$world" "$checkout/.build-browser/shots"
