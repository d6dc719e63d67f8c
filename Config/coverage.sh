#!/bin/sh
# coverage.sh [target...]: prints how many lines of these targets ran in the last `make test`.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- KodanDomain KodanExport KodanService

folder=$(swift build --show-bin-path)
profile=$folder/codecov/default.profdata
tests=$folder/kodanPackageTests.xctest
if [ ! -f "$profile" ] || [ ! -f "$tests" ]; then
    echo "There are no coverage figures yet: run make test first." >&2
    exit 1
fi
cov=$(dirname "$(readlink -f "$(command -v swift)")")/llvm-cov
[ -x "$cov" ] || cov=llvm-cov

for target in "$@"; do
    # TOTAL, then three numbers each for regions, functions, lines (count, missed, cover) and branches.
    "$cov" report "$tests" -instr-profile "$profile" "Sources/$target" |
        awk -v target="$target" '$1 == "TOTAL" { printf "%-14s %7s of %d lines\n", target, $10, $8 }'
done
