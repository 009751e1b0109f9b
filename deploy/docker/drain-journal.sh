#!/usr/bin/env bash
# Sends what a journal still holds to Kafka, and ends: for the volume of a collector that is gone for good.
# Usage: drain-journal.sh, in the collector's image, with the volume at JOURNAL_DIR and no traffic.
# Exit code 0: Kafka has everything. It waits for as long as Kafka is away.
set -euo pipefail
port=${CDP_COLLECTOR_PORT:-3049}
export CDP_COLLECTOR_HOST=127.0.0.1 CDP_COLLECTOR_PORT=$port

"${JAVA:-/opt/java/bin/java}" -XX:MaxRAMPercentage=50 -jar "${CDP_COLLECTOR_JAR:-/app/cdp-collector.jar}" &
collector=$!
trap 'kill -TERM $collector 2>/dev/null || true' EXIT

metric() { # name: its value, nothing while the collector does not answer
  { exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || return 0
  printf 'GET /metrics HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' >&3
  awk -v name="$1" '$1 == name { print $2 }' <&3
  exec 3>&-
}

while kill -0 "$collector" 2>/dev/null; do
  depth=$(metric cdp_collector_journal_depth)
  case "$depth" in
    '') ;; # it starts
    0 | 0.0)
      trap - EXIT
      kill -TERM "$collector"
      wait "$collector"
      echo "The journal is drained: Kafka has everything."
      exit 0
      ;;
    *) echo "Records that Kafka has not acknowledged: $depth" ;;
  esac
  sleep 2
done
echo "The collector has ended by itself; its messages are above." >&2
exit 1
