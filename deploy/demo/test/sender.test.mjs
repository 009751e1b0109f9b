import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { Sender } from '../lib/sender.mjs';
import { planShop } from '../lib/shop.mjs';

/** Records the batches that the real SDK posts, and answers with the status. */
async function recorder(t, status) {
  const batches = [];
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    batches.push(JSON.parse(Buffer.concat(chunks)).batch);
    response.writeHead(status).end('{"success":true}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { batches, host: `http://127.0.0.1:${server.address().port}` };
}

test('aPhaseIsAnsweredBeforeTheNextBegins', async (t) => {
  const { batches, host } = await recorder(t, 200);
  const plan = planShop({ visitors: 10, run: 'test' });
  const sender = new Sender({ host, writeKey: 'key' });
  await sender.send(plan.phases, 0);

  const received = batches.flat().map((event) => event.messageId);
  const phaseOf = new Map(plan.phases.flatMap((phase, n) => phase.map((call) => [call.message.messageId, n])));
  const order = received.map((id) => phaseOf.get(id));
  assert.deepEqual(order, order.toSorted((a, b) => a - b));
  assert.equal(received.length, plan.phases.flat().length);
  assert.equal(sender.accepted, received.length);
  assert.equal(sender.sentAt.size, new Set(received).size);
});

test('eventsThatWereRefusedAreNotCountedAsAccepted', async (t) => {
  const { host } = await recorder(t, 401);
  const sender = new Sender({ host, writeKey: 'wrong' });
  await sender.send(planShop({ visitors: 1, run: 'test' }).phases, 0);
  assert.equal(sender.accepted, 0);
  assert.match(sender.refusals[0], /401/);
});
