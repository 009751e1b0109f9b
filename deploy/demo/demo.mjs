import { setTimeout as pause } from 'node:timers/promises';
import { ClickHouse, QueryError, UnreachableError } from './lib/clickhouse.mjs';
import { readSettings, USAGE, UsageError } from './lib/options.mjs';
import { figureLines, journeyLines } from './lib/report.mjs';
import { Sender } from './lib/sender.mjs';
import { expectations, planShop } from './lib/shop.mjs';
import { Store } from './lib/store.mjs';
import { judge } from './lib/verdict.mjs';
import { Watcher } from './lib/watcher.mjs';

const POLL_MS = 500;

try {
  const settings = readSettings(process.argv.slice(2), process.env);
  process.exitCode = settings.help ? help() : await demo(settings);
} catch (error) {
  if (![UsageError, QueryError, UnreachableError].some((type) => error instanceof type)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = 2;
}

/** Returns the exit code: 0 when the numbers add up, 1 when they don't. */
async function demo(settings) {
  const plan = planShop(settings);
  const expected = expectations(plan);
  const store = new Store(new ClickHouse(settings.clickhouseUrl()), plan.people);
  const sender = new Sender({ host: settings.collectorUrl(), writeKey: settings.writeKey() });
  const watcher = new Watcher(store);

  await knock(settings.collectorUrl());
  console.log(`Run ${plan.run}: ${plan.people.length} visitors, ${plan.buyers.length} of them buy; ${expected.sent} events.`);
  const watching = watcher.run();
  try {
    await Promise.race([sender.send(plan.phases, settings.slowSeconds), watching]);
    if (sender.accepted === 0) {
      console.error(`No event was accepted at ${settings.collectorUrl()}: ${sender.refusals[0]}`);
      return 1;
    }
    console.log(`Sent in ${(sender.elapsed / 1000).toFixed(1)} s; waiting for the rows.\n`);
    const deadline = performance.now() + settings.timeoutSeconds * 1000;
    const verdict = await settle(store, expected, sender, deadline);
    const journey = await store.journey((plan.buyers[0] ?? plan.people[0]).anonymousId, deadline);
    watcher.stop();
    await watching;
    print(verdict.figures, watcher.delays(sender.sentAt), journey);
    return conclude(verdict.problems, settings);
  } finally {
    watcher.stop();
  }
}

/** The SDK would try for minutes to reach a collector that is not there. */
async function knock(url) {
  try {
    await fetch(new URL('/health', url));
  } catch {
    throw new UsageError(`No collector answers at ${url}. Start the stack with "make up".`);
  }
}

/** Reads until the numbers add up or the deadline has passed; returns the last verdict. */
async function settle(store, expected, sender, deadline) {
  for (;;) {
    const verdict = judge(expected, sender.accepted, await store.snapshot(deadline));
    if (verdict.problems.length === 0 || performance.now() >= deadline) {
      return verdict;
    }
    await pause(POLL_MS);
  }
}

function print(figures, delays, journey) {
  console.log(figureLines(figures, delays).join('\n'));
  console.log(`\nOne visitor's journey:\n\n${journeyLines(journey).join('\n')}\n`);
}

function conclude(problems, { timeoutSeconds }) {
  if (problems.length === 0) {
    console.log('The numbers add up.');
    return 0;
  }
  console.error(`The numbers do not add up after ${timeoutSeconds} s:`);
  problems.forEach((problem) => console.error(`  - ${problem}`));
  return 1;
}

function help() {
  console.log(USAGE);
  return 0;
}
