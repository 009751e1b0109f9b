import { parseArgs } from 'node:util';

export const USAGE = `Usage: node demo.mjs [options]

  --visitors N   visitors of the shop (default 20)
  --slow N       spread the sending over N seconds (default 0: as fast as the SDK can)
  --timeout N    seconds to wait for the rows after the last event was sent (default 120)
  --help         this text

Environment: CDP_COLLECTOR_URL, CDP_WRITE_KEY, CDP_CLICKHOUSE_URL (see .cdp/env, written by make up).`;

/** A mistake of the caller: reported in one sentence, without a stack trace. */
export class UsageError extends Error {}

/** Reads the command line and the environment into one settings object; throws UsageError. */
export function readSettings(argv, env) {
  const values = parse(argv);
  return {
    help: values.help ?? false,
    visitors: wholeNumber('--visitors', values.visitors ?? '20', 1),
    slowSeconds: wholeNumber('--slow', values.slow ?? '0', 0),
    timeoutSeconds: wholeNumber('--timeout', values.timeout ?? '120', 1),
    collectorUrl: () => required(env, 'CDP_COLLECTOR_URL'),
    writeKey: () => required(env, 'CDP_WRITE_KEY'),
    clickhouseUrl: () => required(env, 'CDP_CLICKHOUSE_URL'),
  };
}

function parse(argv) {
  try {
    return parseArgs({
      args: argv,
      options: {
        visitors: { type: 'string' },
        slow: { type: 'string' },
        timeout: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error.message);
  }
}

function wholeNumber(name, text, least) {
  if (!/^\d+$/.test(text) || Number(text) < least) {
    throw new UsageError(`${name} takes a whole number of at least ${least}, not "${text}".`);
  }
  return Number(text);
}

function required(env, name) {
  if (!env[name]) {
    throw new UsageError(`${name} is not set. Start the stack with "make up", then run "make demo".`);
  }
  return env[name];
}
