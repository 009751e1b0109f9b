import { setTimeout as pause } from 'node:timers/promises';
import { Analytics } from '@segment/analytics-node';

/** Sends a plan with the real, unmodified SDK; only its host is changed. */
export class Sender {
  #sdk;
  /** When the SDK first put a message id on the wire, by performance.now(). */
  sentAt = new Map();
  /** Events that the SDK reported as delivered, repeats included. */
  accepted = 0;
  /** The SDK's reasons for the others. */
  refusals = [];
  /** Milliseconds that the whole sending took. */
  elapsed = 0;

  constructor({ host, writeKey }) {
    this.#sdk = new Analytics({ host, writeKey, flushInterval: 200 });
    this.#sdk.on('http_request', ({ body }) => this.#noteDeparture(body));
    // Each failed event is also told to its own callback; without a listener nothing would be lost.
    this.#sdk.on('error', () => {});
  }

  /** Sends phase after phase, each answered before the next begins, spread over `slowSeconds`. */
  async send(phases, slowSeconds) {
    const start = performance.now();
    const gap = (slowSeconds * 1000) / phases.flat().length;
    for (const phase of phases) {
      for (const call of phase) {
        this.#sdk[call.method](call.message, (error) => this.#noteAnswer(error));
        if (gap > 0) {
          await pause(gap);
        }
      }
      await this.#sdk.flush();
    }
    await this.#sdk.closeAndFlush();
    this.elapsed = performance.now() - start;
  }

  #noteDeparture(body) {
    const now = performance.now();
    for (const { messageId } of JSON.parse(body).batch) {
      if (!this.sentAt.has(messageId)) {
        this.sentAt.set(messageId, now);
      }
    }
  }

  #noteAnswer(error) {
    if (error) {
      this.refusals.push(error.message ?? String(error));
    } else {
      this.accepted++;
    }
  }
}
