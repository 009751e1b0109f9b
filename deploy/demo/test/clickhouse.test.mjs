import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { ClickHouse, QueryError, UnreachableError } from '../lib/clickhouse.mjs';

/** A server that gives the listed answers in turn, then the last one for ever. */
async function serving(t, ...answers) {
  const server = createServer((request, response) => {
    const { status, body, cut } = answers.length > 1 ? answers.shift() : answers[0];
    if (cut) {
      request.socket.destroy();
    } else {
      response.writeHead(status).end(body);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return new ClickHouse(`http://127.0.0.1:${server.address().port}`);
}

test('aReadSurvivesARestartOfTheServer', async (t) => {
  const clickhouse = await serving(t, { cut: true }, { status: 503, body: '' }, { status: 200, body: '{"n":1}\n{"n":2}\n' });
  assert.deepEqual(await clickhouse.query('SELECT 1', {}, Infinity), [{ n: 1 }, { n: 2 }]);
});

test('aReadGivesUpAtItsDeadline', async (t) => {
  const clickhouse = await serving(t, { cut: true });
  await assert.rejects(clickhouse.query('SELECT 1', {}, performance.now()), UnreachableError);
});

test('aMistakeInTheQueryIsNotRepeated', async (t) => {
  const clickhouse = await serving(t, { status: 400, body: 'Code: 62. DB::Exception: Syntax error' });
  await assert.rejects(clickhouse.query('SELEC', {}, Infinity), QueryError);
});
