#!/bin/sh
# Does each role's main job on the pages in Chromium (Playwright), against a server with the demo's year on a private
# PostgreSQL; axe-core looks at every page. Screenshots: .build-browser/shots.
#   KODAN    the executable (.build/release/kodan)
set -eu
cd "$(dirname "$0")/.."

checkout=$PWD
kodan=$(realpath "${KODAN:-.build/release/kodan}")
world=$checkout/.build-browser/world
log=$checkout/.build-browser/server.log

. Config/browser-python.sh
. Config/demo-server.sh

"$python" Tests/Browser/portal.py "http://127.0.0.1:$port" "$kodan" "$world" "$checkout/.build-browser/shots"
