/** What the demo asks of ClickHouse about one run; the run is told apart by its fresh anonymous ids. */
export class Store {
  #clickhouse;
  #params;

  constructor(clickhouse, people) {
    this.#clickhouse = clickhouse;
    this.#params = { ids: arrayLiteral(people.map((person) => person.anonymousId)) };
  }

  /** Message ids that have a row by now. */
  async arrived(deadline) {
    const rows = await this.#query('SELECT DISTINCT message_id FROM events WHERE anonymous_id IN {ids:Array(String)}', deadline);
    return rows.map((row) => row.message_id);
  }

  /** Everything that the verdict is reached from. */
  async snapshot(deadline) {
    const [events, raw, stored, storedRaw, links] = await Promise.all([
      this.#query('SELECT message_id, user_id FROM events FINAL WHERE anonymous_id IN {ids:Array(String)}', deadline),
      this.#query('SELECT message_id FROM events_raw FINAL WHERE anonymous_id IN {ids:Array(String)}', deadline),
      this.#count('events', deadline),
      this.#count('events_raw', deadline),
      this.#query('SELECT DISTINCT anonymous_id, user_id FROM identity_links FINAL WHERE anonymous_id IN {ids:Array(String)}', deadline),
    ]);
    return { events, raw, stored, storedRaw, links };
  }

  /** One visitor's rows in the order in which they happened. */
  journey(anonymousId, deadline) {
    return this.#clickhouse.query(
      `SELECT original_timestamp AS time, type, event, name, anonymous_id, user_id, properties, traits FROM events FINAL
       WHERE anonymous_id = {id:String} ORDER BY time, message_id`,
      { id: anonymousId },
      deadline,
    );
  }

  async #count(table, deadline) {
    const rows = await this.#query(`SELECT count() AS n FROM ${table} WHERE anonymous_id IN {ids:Array(String)}`, deadline);
    return rows[0].n;
  }

  #query(sql, deadline) {
    return this.#clickhouse.query(sql, this.#params, deadline);
  }
}

function arrayLiteral(ids) {
  return `[${ids.map((id) => `'${id}'`).join(',')}]`;
}
