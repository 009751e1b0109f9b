import { setTimeout as pause } from 'node:timers/promises';

const RETRY_PAUSE_MS = 500;
const REQUEST_TIMEOUT_MS = 10_000;

/** ClickHouse answered, and said no: asking again would not help. */
export class QueryError extends Error {}

/** ClickHouse could not be reached before the deadline. */
export class UnreachableError extends Error {}

/** Reads the database `cdp` over HTTP. It may be killed and restarted meanwhile: reads are repeated. */
export class ClickHouse {
  #url;

  constructor(url) {
    this.#url = url;
  }

  /** Rows as objects. `params` fill {name:Type} in the SQL. Repeats until `deadline` (performance.now()). */
  async query(sql, params, deadline) {
    for (;;) {
      try {
        return await this.#once(sql, params);
      } catch (error) {
        if (error instanceof QueryError) {
          throw error;
        }
        if (performance.now() >= deadline) {
          throw new UnreachableError(`ClickHouse at ${this.#url} did not answer in time: ${reason(error)}`);
        }
        await pause(RETRY_PAUSE_MS);
      }
    }
  }

  async #once(sql, params) {
    const url = new URL(this.#url);
    url.searchParams.set('database', 'cdp');
    url.searchParams.set('default_format', 'JSONEachRow');
    url.searchParams.set('output_format_json_quote_64bit_integers', '0');
    for (const [name, value] of Object.entries(params)) {
      url.searchParams.set(`param_${name}`, value);
    }
    const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const response = await fetch(url, { method: 'POST', body: sql, signal });
    const text = await response.text();
    if (!response.ok) {
      throw refusal(response.status, text);
    }
    return text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  }
}

/** A server that is just starting answers with errors that pass. */
function refusal(status, text) {
  const passing = status >= 500 || /UNKNOWN_TABLE|UNKNOWN_DATABASE/.test(text);
  const message = `ClickHouse answered ${status}: ${text.trim().slice(0, 300)}`;
  return passing ? new Error(message) : new QueryError(message);
}

function reason(error) {
  return error.cause?.message || error.cause?.code || error.message;
}
