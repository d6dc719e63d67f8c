#!/bin/sh
# Has the matcher's optimum checked by OR-Tools, which comes from PyPI into a folder of its own.
set -eu
cd "$(dirname "$0")/.."

venv=.build-optimum
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv" || { echo "python3 with its venv module is needed (Debian: python3-venv)." >&2; exit 1; }
fi
"$venv/bin/python" -c 'import ortools' 2>/dev/null || "$venv/bin/pip" install --quiet ortools
"$venv/bin/python" Tests/Optimality/check.py .build/release/kodan "$@"
