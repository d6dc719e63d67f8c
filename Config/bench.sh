#!/bin/sh
# Measures the matching: our own instances, and with PEERS=DIR, the yardsticks' folder, other solvers beside ours.
# The export of a month's list beside COPY of the same query, on a private PostgreSQL. The server over HTTP, beside
# the yardsticks' servers: Config/bench-http.sh says what else it takes (TARGETS, ENDPOINTS, CONNS, SECS).
#   PARTS      what is measured (matching export http)
#   SIZES      which instances (S M MT L; also LT and XL, which take long)
#   ROWS       how many honoraria are exported, each number in a process of its own (10000 1000000)
#   REPS       repetitions (5); all times are medians
#   BENCH_TMP  where the yardsticks keep their programs and instances (/tmp/kodan-bench)
#   SOLVERS, NETS, LIMIT  as DIR/matching/run.sh takes them: which solvers, network files, seconds a run
#   BENCH      kodan-bench, if it is built already
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

PARTS=${PARTS:-matching export http}
SIZES=${SIZES:-S M MT L}
ROWS=${ROWS:-10000 1000000}
REPS=${REPS:-5}
BENCH_TMP=${BENCH_TMP:-/tmp/kodan-bench}

measures() { case " $PARTS " in *" $1 "*) return 0 ;; *) return 1 ;; esac; }

# --- What is missing is said before anything is built ------------------------------------------------------
if [ -n "${PEERS:-}" ] && measures matching; then
    python=$BENCH_TMP/venv/bin/python
    missing=""
    for file in "$PEERS/matching/run.sh" "$PEERS/matching/candidates.py" "$python" "$BENCH_TMP/solve_lemon"; do
        [ -f "$file" ] || missing="$missing $file"
    done
    if [ -n "$missing" ]; then
        say "Missing:$missing; PEERS is the yardsticks' folder, whose setup.sh makes what lies in BENCH_TMP."
        exit 66
    fi
fi
if measures http; then Config/bench-http.sh --check; fi

if [ -z "${BENCH:-}" ]; then
    Config/release.sh kodan-bench
    BENCH=.build/release/kodan-bench
fi

# --- The export --------------------------------------------------------------------------------------------
if measures export; then
    figures=$(mktemp)
    trap 'rm -f "$figures"' EXIT
    for rows in $ROWS; do
        say "Exporting $rows honoraria beside COPY ..."
        "$BENCH" export --rows "$rows" >>"$figures"
    done
    "$BENCH" export-table "$figures"
    rm -f "$figures"
    printf '\n'
fi

# --- The server --------------------------------------------------------------------------------------------
# A limit that it misses is the status of the whole, once the rest is measured.
status=0
if measures http; then
    BENCH=$BENCH Config/bench-http.sh || status=$?
    if [ "$status" -gt 1 ]; then exit "$status"; fi
    printf '\n'
fi
measures matching || exit "$status"

# --- Our own figures ---------------------------------------------------------------------------------------
# $SIZES is a list of words.
# shellcheck disable=SC2086
"$BENCH" own --sizes $SIZES --repeat "$REPS"
[ -n "${PEERS:-}" ] || exit "$status"

# --- Beside the others -------------------------------------------------------------------------------------
# Plain assignment solves another problem, linear programming is far behind, cost scaling was the fastest nowhere:
# they run if SOLVERS asks for them. The spliced network is the kindest to all others: NETS asks for both.
export BENCH_TMP REPS
export SOLVERS="${SOLVERS:-ours ortools-mcf lemon-ns lemon-ssp}"
export NETS="${NETS:-netr.mcfb}"
export LIMIT="${LIMIT:-400}"
runs=$BENCH_TMP/matching.jsonl
ours=$(mktemp)
trap 'rm -f "$ours"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# run.sh appends: the lines of this sitting are those that come now.
before=0
if [ -f "$runs" ]; then before=$(wc -l <"$runs"); fi
say "Running the other solvers beside ours ..."
# shellcheck disable=SC2086
OURS="$BENCH match" "$PEERS/matching/run.sh" $SIZES >&2
tail -n "+$((before + 1))" "$runs" >"$ours"

for size in $SIZES; do
    folder=$BENCH_TMP/inst/$size
    say "$size: without a fixed K, and the candidate search ..."
    "$BENCH" match --growing --prove --repeat "$REPS" "$folder" >>"$ours"
    "$BENCH" candidates --repeat "$REPS" "$folder" >>"$ours"
    repetition=0
    while [ "$repetition" -lt "$REPS" ]; do
        "$python" "$PEERS/matching/candidates.py" "$folder" kdtree1 >>"$ours"
        repetition=$((repetition + 1))
    done
done

printf '\n'
"$BENCH" table "$ours"
exit "$status"
