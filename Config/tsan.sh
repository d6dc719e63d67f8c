#!/bin/sh
# Runs the tests of the database client under the thread sanitizer, without rebuilding the rest of the world.
set -eu
cd "$(dirname "$0")/.."

# The trimmed package depends on nothing, for which SwiftPM would forget the versions that the full one uses.
kept=$(mktemp)
if [ -f Package.resolved ]; then cp -p Package.resolved "$kept"; fi
reports=$(mktemp -d)
restore() {
    if [ -s "$kept" ]; then cp -p "$kept" Package.resolved; fi
    rm -rf "$kept" "$reports"
}
trap restore EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# What the sanitizer reports would be lost among the tests' own lines: it is gathered and shown at the end.
status=0
TSAN_OPTIONS="log_path='$reports/report' ${TSAN_OPTIONS:-}" \
    KODAN_ONLY=Postgres swift test --sanitize=thread --scratch-path .build-tsan || status=$?
for report in "$reports"/*; do
    if [ -f "$report" ]; then swift demangle --simplified <"$report"; fi
done
exit "$status"
