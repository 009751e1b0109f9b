#!/usr/bin/env bash
# Starts a JobManager or a TaskManager, or the command that Flink's Kubernetes integration gives. Flink's own
# entry point would write into the configuration first, which a read-only file system does not let it.
set -euo pipefail

for allocator in /usr/lib/*-linux-gnu/libjemalloc.so.2; do
  [ -e "$allocator" ] && export LD_PRELOAD="$allocator"
done

case "${1:-}" in
  jobmanager | taskmanager)
    role=$1
    shift
    exec "$FLINK_HOME/bin/$role.sh" start-foreground "$@"
    ;;
  *) exec "$@" ;;
esac
