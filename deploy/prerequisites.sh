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

tools=$(cd "$(dirname "$0")" && pwd)/monitoring/.tools

has() { command -v "$1" >/dev/null || [ -x "$tools/$1" ]; }

install_all() {
  [ ${#install[@]} -eq 0 ] || DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${install[@]}"
}

# Without installing: Debian's package of Prometheus starts a server at port 9090 when it is installed.
unpack_all() {
  local folder program
  folder=$(mktemp -d)
  mkdir -p "$tools"
  for program in "${unpack[@]}"; do
    (cd "$folder" && apt-get download "$program" && dpkg-deb -x "$program"_*.deb . && cp usr/bin/* "$tools") || return
  done
  rm -r "$folder"
}

all=$#
[ $# -gt 0 ] || set -- chromium curl strace prometheus
install=() unpack=()
for program in "$@"; do # Debian's packages have the programs' names.
  has "$program" && continue
  if [ "$program" = prometheus ]; then unpack+=("$program"); else install+=("$program"); fi
done
# The tests' checkers of images and manifests are Python packages, into a folder of their own.
if [ "$all" -eq 0 ] && ! python3 -c 'import ensurepip' 2>/dev/null; then
  install+=(python3 python3-venv)
fi
missing=("${install[@]}" "${unpack[@]}")
if [ ${#missing[@]} -eq 0 ]; then
  :
elif [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "Installing ${missing[*]}"
  log=$(mktemp)
  { apt-get update && install_all && unpack_all; } >"$log" 2>&1 || { tail -20 "$log" >&2; exit 1; }
else
  echo "Not installed: ${missing[*]}. What needs them is skipped, or fails." >&2
fi
[ "$all" -gt 0 ] || deploy/checks/tools.sh
