#!/bin/sh
# Measures how long the server takes for each page of the portal, with the demo's year: every page that is linked from
# somebody's home is asked for again and again, one call at a time.
#   KODAN   the executable (.build/release/kodan)
#   REPS    how often each page is measured (21)
set -eu
cd "$(dirname "$0")/.."

checkout=$PWD
kodan=$(realpath "${KODAN:-.build/release/kodan}")
world=$checkout/.build-browser/world
log=$checkout/.build-browser/server.log

. Config/browser-python.sh
. Config/demo-server.sh

"$python" Tests/Browser/speed.py "http://127.0.0.1:$port" "$kodan" "$world" "$checkout/.build-browser/sign-in" "${REPS:-21}"
