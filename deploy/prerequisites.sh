#!/usr/bin/env bash
# Says clearly what is missing, and installs by itself what it may: the tests' own tools, where this
# is a Debian machine and we are root. Usage: prerequisites.sh [PROGRAM...], the tests' without any.
set -euo pipefail

require() { # command, what for
  command -v "$1" >/dev/null || { echo "Missing: $1 ($2). Install it and try again." >&2; exit 1; }
}
require java "a JDK 17 or newer"
require mvn "Maven 3.8 or newer"
require node "Node 20 or newer"
require npm "it comes with Node"

java_version=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p')
[ "$java_version" -ge 17 ] || { echo "Java $java_version is too old: 17 or newer is needed." >&2; exit 1; }
node_version=$(node -p 'process.versions.node.split(".")[0]')
[ "$node_version" -ge 20 ] || { echo "Node $node_version is too old: 20 or newer is needed." >&2; exit 1; }

[ $# -gt 0 ] || set -- chromium strace
missing=()
for program in "$@"; do # Debian's packages have the programs' names.
  command -v "$program" >/dev/null || missing+=("$program")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "Installing ${missing[*]}"
  log=$(mktemp)
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } \
    >"$log" 2>&1 || { tail -20 "$log" >&2; exit 1; }
else
  echo "Not installed: ${missing[*]}. What needs them is skipped, or fails." >&2
fi
