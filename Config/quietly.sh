#!/bin/sh
# quietly.sh "What is being done" command...: runs the command, and shows its output only if it fails.
set -eu

sentence=$1
shift
output=$(mktemp)
trap 'rm -f "$output"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

printf '%s ...\n' "$sentence" >&2
begin=$(date +%s)
status=0
"$@" >"$output" 2>&1 </dev/null || status=$?
seconds=$(($(date +%s) - begin))
if [ "$status" -ne 0 ]; then
    tail -n 200 "$output" >&2
    printf '%s: failed after %s s (status %s).\n' "$sentence" "$seconds" "$status" >&2
    exit "$status"
fi
printf '%s: done in %s s.\n' "$sentence" "$seconds" >&2
