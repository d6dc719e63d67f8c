#!/bin/sh
# mutate.sh [number...]: breaks the money rules one by one, as Config/mutations.txt says, in a copy of the sources, and
# runs the tests of the domain on each variant, or on these: one that no test catches fails the run. One build serves
# them all.
set -eu
cd "$(dirname "$0")/.."

tree=.build-mutants/tree
mkdir -p "$tree"
# -p keeps the times, so that only what has changed is built again.
for path in Sources/KodanDomain Sources/CSV Tests/KodanDomainTests Config; do
    rm -rf "${tree:?}/$path"
    mkdir -p "$tree/$(dirname "$path")"
    cp -Rp "$path" "$tree/$path"
done
cp -p Package.swift "$tree/Package.swift"
cat >"$tree/Sources/KodanDomain/Mutant.swift" <<'SWIFT'
import Foundation

/// The broken rule of this run; 0 for none.
enum Mutant {
    static let number = Int(ProcessInfo.processInfo.environment["KODAN_MUTANT"] ?? "") ?? 0
}
SWIFT
perl Config/mutate.pl Config/mutations.txt "$tree" >.build-mutants/variants

export KODAN_ONLY=KodanDomain
swift build --build-tests --package-path "$tree" --scratch-path .build-mutants/build >.build-mutants/build.log 2>&1 || {
    grep -E 'error' .build-mutants/build.log >&2 || cat .build-mutants/build.log >&2
    exit 1
}
folder=$(swift build --show-bin-path --package-path "$tree" --scratch-path .build-mutants/build)
tests=$folder/kodanPackageTests.xctest

# Passes if the tests pass. Those of every yen take longest: they run only where no other fails.
passes() {
    KODAN_MUTANT=$1 "$tests" --testing-library swift-testing --skip EveryYenTests >.build-mutants/run.log 2>&1 &&
        KODAN_MUTANT=$1 "$tests" --testing-library swift-testing --filter EveryYenTests >.build-mutants/run.log 2>&1
}

if ! passes 0; then
    echo "The tests fail without any broken rule: see .build-mutants/run.log." >&2
    exit 1
fi

caught=0
survived=0
tab=$(printf '\t')
while IFS=$tab read -r number place file what; do
    case " ${*:-$number} " in *" $number "*) ;; *) continue ;; esac
    if [ "$place" = data ]; then perl Config/mutate.pl Config/mutations.txt "$tree" "$number"; fi
    if passes "$number" </dev/null; then
        survived=$((survived + 1))
        printf 'SURVIVED %2d  %s (%s)\n' "$number" "$what" "$file"
    else
        caught=$((caught + 1))
        printf 'caught   %2d  %s\n' "$number" "$what"
    fi
    if [ "$place" = data ]; then cp -p "$file" "$tree/$file"; fi
done <.build-mutants/variants
echo "$caught caught, $survived survived"
[ "$survived" -eq 0 ]
