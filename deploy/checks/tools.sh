#!/usr/bin/env bash
# Installs the checkers of requirements.txt into .tools, which git ignores, when they are not there in these versions.
set -euo pipefail
cd "$(dirname "$0")"
cmp -s requirements.txt .tools/installed && exit 0
echo "Installing what checks the images and manifests"
rm -rf .tools
log=$(mktemp)
{ python3 -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check -r requirements.txt; } \
  >"$log" 2>&1 || { tail -20 "$log" >&2; exit 1; }
cp requirements.txt .tools/installed
