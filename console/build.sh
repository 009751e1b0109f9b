#!/usr/bin/env bash
# Builds the console into dist/. Usage: build.sh [npm script], `build` without one.
set -euo pipefail
cd "$(dirname "$0")"
command -v npm >/dev/null || { echo "npm is not on the PATH. The console needs Node.js 20 and npm." >&2; exit 1; }

# Another build may be at work here: two in one folder spoil each other's files.
if command -v flock >/dev/null; then
  mkdir -p ../target
  exec 9>../target/console.lock
  flock 9
fi

if [ package-lock.json -nt node_modules/.installed ]; then
  npm ci --loglevel=error --no-audit --no-fund
  touch node_modules/.installed
fi
script=${1:-build}
[ "$script" != dev ] || flock -u 9 2>/dev/null || true # it runs for as long as someone works
if [ "$script" = build ]; then
  # What it says of each file, and of its libraries' comments, is for those who meet an error.
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  npm run --silent build >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
else
  npm run --silent "$script"
fi
