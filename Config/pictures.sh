#!/bin/sh
# Makes the README's pictures from those that Config/test-browser.sh took: small WebP files in Config/pictures.
set -eu
cd "$(dirname "$0")/.."

python=.build-browser/venv/bin/python
shots=.build-browser/shots
if [ ! -x "$python" ] || [ ! -d "$shots" ]; then
    echo "Run make test-browser first: its pictures are in $shots." >&2
    exit 1
fi
"$python" -m pip install --quiet --disable-pip-version-check pillow==12.0.0
"$python" Tests/Browser/pictures.py "$shots" Config/pictures
