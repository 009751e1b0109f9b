import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectations, planShop } from '../lib/shop.mjs';
import { judge } from '../lib/verdict.mjs';

const plan = planShop({ visitors: 5, run: 'test' });
const expected = expectations(plan);

/** What a service without a fault would have stored. */
function stored() {
  const calls = [...expected.calls];
  return {
    events: calls.map(([id, call]) => ({ message_id: id, user_id: call.known ? call.person.userId : '' })),
    raw: calls.map(([id]) => ({ message_id: id })),
    stored: calls.length,
    storedRaw: expected.sent,
    links: plan.buyers.map((person) => ({ anonymous_id: person.anonymousId, user_id: person.userId })),
  };
}

function problemsOf(change) {
  const snapshot = stored();
  change(snapshot);
  return judge(expected, expected.sent, snapshot).problems;
}

test('whatWasPlannedAddsUp', () => {
  const { figures, problems } = judge(expected, expected.sent, stored());
  assert.deepEqual(problems, []);
  assert.equal(figures.rows + figures.duplicates, figures.sent);
  assert.equal(figures.stitched, expected.stitched);
});

test('aLostEventIsNamed', () => {
  const problems = problemsOf((snapshot) => snapshot.events.shift());
  assert.match(problems.join(), /1 events are missing in events, demo-test-0001/);
});

test('aDoubledEventIsNamed', () => {
  const problems = problemsOf((snapshot) => snapshot.raw.push(snapshot.raw[0]));
  assert.match(problems.join(), /more than once in events_raw FINAL, demo-test-0001/);
});

test('anotherVisitorsUserIsFound', () => {
  const problems = problemsOf((snapshot) => (snapshot.events[0].user_id = 'someone else'));
  assert.match(problems.join(), /name a user who is not theirs/);
});

test('anUnstitchedEventAfterTheIdentifyIsFound', () => {
  const problems = problemsOf((snapshot) => (snapshot.events.at(-5).user_id = ''));
  assert.match(problems.join(), /followed an identify and must name the user/);
});

test('anEventBeforeTheIdentifyMayBeGivenItsUserAfterwards', () => {
  const first = [...expected.calls.values()].findIndex((call) => call.person.userId && !call.known);
  const owner = [...expected.calls.values()][first].person.userId;
  assert.deepEqual(problemsOf((snapshot) => (snapshot.events[first].user_id = owner)), []);
});

test('aMissingLinkIsFound', () => {
  assert.match(problemsOf((snapshot) => snapshot.links.pop()).join(), /identity_links has 1 links/);
});

test('anEventThatTheServiceRefusedIsFound', () => {
  const { problems } = judge(expected, expected.sent - 1, stored());
  assert.match(problems.join(), /were answered with success/);
});
