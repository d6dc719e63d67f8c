#!/bin/sh
# Installs what Kodan needs from Debian or Ubuntu and is not there yet; does nothing the second time.
# "setup.sh peers": also what the tests of mails talk to; "setup.sh browser": what the tests of pages need.
set -eu

say() { printf '%s\n' "$*" >&2; }

# --- Swift -------------------------------------------------------------------------------------------------
if ! command -v swift >/dev/null 2>&1; then
    say "Swift was not found: install Swift 6.2 or later from https://www.swift.org/install and try again."
    exit 1
fi
# "Swift version 6.3.1 (swift-6.3.1-RELEASE)"
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
if [ -z "$version" ]; then
    say "swift --version does not run: repair the installation of Swift and try again."
    exit 1
fi
major=${version% *}
minor=${version#* }
if [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 2 ]; }; then
    say "Swift $major.$minor is too old: install Swift 6.2 or later from https://www.swift.org/install and try again."
    exit 1
fi

# --- System packages ---------------------------------------------------------------------------------------
# Any PostgreSQL server from 15 on will do, wherever it came from.
has_server() {
    for program in "$(command -v initdb 2>/dev/null || true)" /usr/lib/postgresql/*/bin/initdb; do
        [ -x "$program" ] || continue
        number=$("$program" --version 2>/dev/null | sed -n 's/.*(PostgreSQL) \([0-9]*\).*/\1/p')
        if [ -n "$number" ] && [ "$number" -ge 15 ]; then return 0; fi
    done
    return 1
}

has_package() {
    dpkg-query -W -f='${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

missing=""
if command -v dpkg-query >/dev/null 2>&1; then
    for package in libpq-dev zlib1g-dev; do has_package "$package" || missing="$missing $package"; done
else
    pkg-config --exists libpq 2>/dev/null || missing="$missing libpq-dev"
    pkg-config --exists zlib 2>/dev/null || missing="$missing zlib1g-dev"
fi
command -v pkg-config >/dev/null 2>&1 || missing="$missing pkg-config"
has_server || missing="$missing postgresql"
if [ "${1:-}" = peers ]; then
    command -v msmtp >/dev/null 2>&1 || missing="$missing msmtp"
    python3 -c 'import venv, ensurepip' 2>/dev/null || missing="$missing python3-venv"
fi
if [ "${1:-}" = browser ]; then
    command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
    has_package fonts-noto-cjk || missing="$missing fonts-noto-cjk"
    python3 -c 'import venv, ensurepip' 2>/dev/null || missing="$missing python3-venv"
fi
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    say "This system has no apt-get: install what Debian calls$missing (PostgreSQL 15 or later) and try again."
    exit 1
fi

# Debian makes and starts a server named main as it installs PostgreSQL. Kodan does not use it, so it is told
# not to, for this installation only; what is configured already stays.
quiet=/etc/postgresql-common/createcluster.d/kodan.conf
install='
    quiet=$1; shift
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p "${quiet%/*}"
        trap "rm -f $quiet" EXIT
        echo "create_main_cluster = false" >"$quiet"
    fi
    apt-get update && apt-get install -y --no-install-recommends "$@"
'
command="apt-get update && apt-get install -y --no-install-recommends$missing"

say "Installing$missing ..."
# $missing is a list of words.
# shellcheck disable=SC2086
if [ "$(id -u)" -eq 0 ]; then
    DEBIAN_FRONTEND=noninteractive sh -c "$install" sh "$quiet" $missing >&2 && exit 0
elif command -v sudo >/dev/null 2>&1; then
    sudo DEBIAN_FRONTEND=noninteractive sh -c "$install" sh "$quiet" $missing >&2 && exit 0
fi
say "Run this as root, then try again:"
say "    $command"
exit 1
