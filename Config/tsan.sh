#!/bin/sh
# Runs the tests of the database client under the thread sanitizer, without rebuilding the rest of the world.
set -eu
cd "$(dirname "$0")/.."

# The trimmed package depends on nothing, for which SwiftPM would forget the versions that the full one uses.
kept=$(mktemp)
if [ -f Package.resolved ]; then cp -p Package.resolved "$kept"; fi
restore() {
    if [ -s "$kept" ]; then cp -p "$kept" Package.resolved; fi
    rm -f "$kept"
}
trap restore EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

KODAN_ONLY=Postgres swift test --sanitize=thread --scratch-path .build-tsan
