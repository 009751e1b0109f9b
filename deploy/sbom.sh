#!/usr/bin/env bash
# Writes the software bills of materials of what is shipped to target/sbom, in CycloneDX's JSON: one for each program,
# the console and the demo. Those of the programs are made by Maven's verify; `sbom.sh maven MAVEN` makes them without.
set -euo pipefail
cd "$(dirname "$0")/.."
programs=(collector/server flink-jobs admin udf-runtime/engine)

if [ "${1:-}" = maven ]; then
  read -ra maven <<<"${2:-mvn}"
  modules=$(IFS=,; echo "${programs[*]}")
  "${maven[@]}" -B -q -am -pl "$modules" verify -DskipUTs -DskipITs -Dspotless.check.skip
fi
mkdir -p target/sbom
for program in "${programs[@]}"; do
  name=${program%/server}
  cp "$program/target/bom.json" "target/sbom/${name//\//-}.cdx.json"
done
for package in console deploy/demo; do
  (cd "$package" && npm sbom --sbom-format cyclonedx --sbom-type application --package-lock-only) |
    node deploy/sbom-shipped.mjs >"target/sbom/${package#deploy/}.cdx.json"
done
