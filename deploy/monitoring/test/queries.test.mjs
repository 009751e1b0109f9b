import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expressions, rules, selectors } from '../lib/queries.mjs';

test('aSelectorHasTheLabelsThatAreMatchedAndThoseByWhichItIsGroupedOrJoined', () => {
  assert.deepEqual(selectors('max by (group, topic) (a{x="y"}) > on (topic) group_left () 0.5 * sum(rate(b[5m]))'), [
    { text: 'a{x="y"}', metric: 'a', labels: ['x', 'topic', 'group'] },
    { text: 'b', metric: 'b', labels: ['topic'] },
  ]);
});

test('whatIsNoPromQlIsFound', () => {
  assert.throws(() => selectors('sum by (a) (b{c=})'), /no PromQL/);
  assert.throws(() => selectors('rate(b[5m]'), /no PromQL/);
});

test('everyExpressionIsPromQlAndSelectsSomething', () => {
  const all = expressions();
  for (const { where, expr } of all) {
    assert.ok(selectors(expr).length > 0, where);
    assert.ok(!expr.includes('$'), `${where} has a variable that nothing is put in for: ${expr}`);
  }
  assert.ok(all.filter((one) => one.kind === 'panel').length > 60);
});

test('eachRecordedSeriesIsUsedAndEachUsedOneIsRecorded', () => {
  const recorded = rules()
    .filter((rule) => rule.record)
    .map((rule) => rule.record);
  const used = expressions().flatMap(({ expr }) => selectors(expr).map((one) => one.metric));
  assert.equal(new Set(recorded).size, recorded.length);
  assert.deepEqual(recorded.filter((name) => !used.includes(name)), []);
  assert.deepEqual(used.filter((name) => name.startsWith('cdp:') && !recorded.includes(name)), []);
});
