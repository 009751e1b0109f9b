import { setTimeout as pause } from 'node:timers/promises';
import { UnreachableError } from './clickhouse.mjs';

const POLL_MS = 200;

/** Polls from before the first event is sent, and so sees when each event's row appears. */
export class Watcher {
  #store;
  #stopped = false;
  /** When a message id was first read, by performance.now(); exact to the polling interval. */
  seenAt = new Map();

  constructor(store) {
    this.#store = store;
  }

  /** Resolves after stop(), with one last look; rejects only when ClickHouse says no. */
  async run() {
    for (let last = false; !last; ) {
      last = this.#stopped;
      await this.#look();
      if (!last) {
        await pause(POLL_MS);
      }
    }
  }

  stop() {
    this.#stopped = true;
  }

  /** Seconds from the departure of each event to its row, ascending. */
  delays(sentAt) {
    return [...this.seenAt]
      .filter(([id]) => sentAt.has(id))
      .map(([id, seen]) => Math.max(0, seen - sentAt.get(id)) / 1000)
      .sort((a, b) => a - b);
  }

  /** While ClickHouse is away nothing is seen, and the next look tries again. */
  async #look() {
    for (const id of await this.#store.arrived(performance.now()).catch(noneWhileAway)) {
      if (!this.seenAt.has(id)) {
        this.seenAt.set(id, performance.now());
      }
    }
  }
}

function noneWhileAway(error) {
  if (error instanceof UnreachableError) {
    return [];
  }
  throw error;
}
