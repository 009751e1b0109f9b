#!/usr/bin/env bash
# Builds the given modules without their tests. Usage: build.sh MAVEN MODULE...
set -euo pipefail
read -ra maven <<<"$1"
shift

for program in "${maven[0]}" npm; do
  if ! command -v "$program" >/dev/null; then
    echo "$program is not on the PATH. The embedded stack needs a JDK 17 or newer, Maven, Node.js 20 and npm." >&2
    exit 1
  fi
done

needed_mb=${CDP_MIN_FREE_MB:-2048}
free_mb=$(df -Pm . | awk 'NR == 2 { print $4 }')
if [ "$free_mb" -lt "$needed_mb" ]; then
  echo "Only $free_mb MB are free on this disk; the build wants $needed_mb MB (CDP_MIN_FREE_MB)." >&2
  exit 1
fi

# Another `make up` may be building in this folder: wait for it, as two builds spoil each other's files.
if command -v flock >/dev/null; then
  exec 9>target/build.lock
  flock -n 9 || { echo "Another build is at work here; waiting for it."; flock 9; }
fi

modules=$(IFS=,; echo "$*")
echo "Building $modules (the first time, this fetches what is not in the local Maven repository)"
# Thousands of download lines become a count.
"${maven[@]}" -B -am -pl "$modules" package -DskipUTs -DskipITs -Dspotless.check.skip 2>&1 | awk '
  /Downloading from/ { next }
  /Downloaded from/ { fetched++; if (fetched % 100 == 0) { printf "  fetched %d files\n", fetched; fflush() } next }
  /^\[INFO\] Building jar:/ { next }
  /^\[INFO\] Building / { sub(/^\[INFO\] Building /, ""); sub(/ 0\..*/, ""); printf "  %s\n", $0; fflush(); next }
  /^\[(ERROR|FATAL)/ { print; fflush() }
  END { if (fetched > 0) printf "  fetched %d files\n", fetched }
' || {
  echo "The build failed; its messages are above. A failed download says which file and from where: check the network and your Maven settings, then run it again." >&2
  exit 1
}
