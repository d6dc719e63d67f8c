#!/bin/sh
# Whether the memory of a server stays flat: wrk (Debian) sends REQUESTS requests to a server with the demo's year, and
# the resident memory is read from /metrics after each tenth. Fails if the last half grew by more than GROWTH bytes.
#   REQUESTS  how many (1000000)
#   GROWTH    bytes (4194304)
#   KODAN     the executable (.build/release/kodan)
set -eu
cd "$(dirname "$0")/.."

checkout=$PWD
requests=${REQUESTS:-1000000}
growth=${GROWTH:-4194304}
kodan=$(realpath "${KODAN:-.build/release/kodan}")
world=$checkout/.build-memory
log=$world/server.log
command -v wrk >/dev/null 2>&1 || { echo "wrk is needed (Debian: wrk)." >&2; exit 1; }

python=python3
. Config/demo-server.sh
url=http://127.0.0.1:$port
token=$(sed -n 's/^KODAN_DEMO_TOKEN_COORDINATOR=//p' "$world/.kodan/demo.env")

# A page, one request of it, a path that is not there, and a call without a token, one after the other.
cat >"$world/calls.lua" <<'LUA'
local paths = { "/v1/requests?limit=50", "/v1/requests/req-1", "/v1/nothing", "/healthz" }
local number = 0
request = function()
    number = number + 1
    return wrk.format("GET", paths[number % #paths + 1])
end
LUA

figure() { curl -fsS "$url/metrics" | sed -n "s/^$1 //p"; }
answered() { curl -fsS "$url/metrics" | awk '/^kodan_http_requests_total/ { n += $NF } END { print n + 0 }'; }

readings=""
step=1
while [ "$step" -le 10 ]; do
    target=$((requests * step / 10))
    while [ "$(answered)" -lt "$target" ]; do
        wrk -t 1 -c 32 -d 2s -s "$world/calls.lua" -H "Authorization: Bearer $token" "$url" >/dev/null
    done
    # Connections that have just ended are counted out.
    sleep 1
    bytes=$(figure process_resident_memory_bytes)
    printf '%10d requests  %10d bytes\n' "$(answered)" "$bytes"
    readings="$readings $bytes"
    step=$((step + 1))
done
# shellcheck disable=SC2086
set -- $readings
shift 4
middle=$1
shift 5
last=$1
if [ $((last - middle)) -gt "$growth" ]; then
    echo "Memory grew by $((last - middle)) bytes over the last half." >&2
    exit 1
fi
echo "Memory is flat: $((last - middle)) bytes over the last half."
