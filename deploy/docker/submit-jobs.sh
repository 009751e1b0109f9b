#!/usr/bin/env bash
# Submits the three jobs to a session cluster, those that do not run there yet. Safe to repeat.
# Usage: submit-jobs.sh HOST:PORT of Flink's REST interface. The jobs' settings come from the environment (CDP_…).
set -euo pipefail
rest=$1
flink=${FLINK_HOME:-/opt/flink}/bin/flink
jar=${CDP_JOB_JAR:-/opt/cdp/cdp-flink-jobs.jar}

until running=$("$flink" list -m "$rest" -Dhigh-availability.type=NONE 2>&1); do
  echo "Waiting for Flink at $rest"
  sleep 2
done

submit() { # name, entry class
  if grep -qF " : $1 (" <<<"$running"; then
    echo "$1 runs already"
    return
  fi
  # The job's main asks Kafka first whether it may start: a job that has run before goes on from its state only.
  "$flink" run -d -m "$rest" -Dhigh-availability.type=NONE -c "$2" "$jar"
}

submit cdp-archive dev.cdp.flink.job.ArchiveJob
submit cdp-processing dev.cdp.flink.job.ProcessingJob
submit cdp-delivery-clickhouse dev.cdp.flink.job.DeliveryJob
