import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectations, isStitched, planShop } from '../lib/shop.mjs';

const plan = planShop({ visitors: 20, run: 'test' });
const calls = plan.phases.flat();

test('twentyVisitorsSendAFewHundredEvents', () => {
  assert.equal(plan.people.length, 20);
  assert.equal(plan.buyers.length, 8);
  assert.ok(calls.length > 200 && calls.length < 600, `${calls.length} events`);
});

test('everyRunHasFreshAnonymousIds', () => {
  const other = planShop({ visitors: 20, run: 'other' });
  const ids = new Set([...plan.people, ...other.people].map((person) => person.anonymousId));
  assert.equal(ids.size, 40);
});

test('repeatsAreTheSameEventWithTheSameMessageId', () => {
  const firsts = new Map();
  const repeats = calls.filter((call) => {
    const id = call.message.messageId;
    const seen = firsts.has(id);
    assert.equal(firsts.get(id) ?? call, call);
    firsts.set(id, call);
    return seen;
  });
  assert.ok(repeats.length >= 10, `${repeats.length} repeats`);
});

test('aVisitorsLastEventIsNeverRepeated', () => {
  for (const person of plan.people) {
    const own = calls.filter((call) => call.person === person);
    assert.equal(own.at(-1).message.event, 'Shop Left');
    assert.equal(own.filter((call) => call.message.event === 'Shop Left').length, 1);
  }
});

test('eventsAfterTheIdentifyCarryNoUserIdAndAreExpectedToBeStitched', () => {
  for (const buyer of plan.buyers) {
    const own = calls.filter((call) => call.person === buyer);
    const login = own.findIndex((call) => call.method === 'identify');
    assert.ok(own.slice(0, login).every((call) => !isStitched(call) && !call.known));
    assert.ok(own.slice(login + 1).every((call) => isStitched(call) && call.message.userId === undefined));
    assert.ok(own.some((call) => call.message.event === 'Order Completed'));
  }
});

test('expectationsCountDistinctMessageIds', () => {
  const expected = expectations(plan);
  assert.equal(expected.sent, calls.length);
  assert.ok(expected.calls.size < expected.sent);
  assert.equal(expected.stitched, 8 * 4);
  assert.equal(expected.links, 8);
});
