import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figureLines, journeyLines, percentile, table } from '../lib/report.mjs';

test('percentilesAreValuesOfTheList', () => {
  assert.equal(percentile([1, 2, 3, 4], 0.5), 2);
  assert.equal(percentile([1, 2, 3, 4], 1), 4);
  assert.ok(Number.isNaN(percentile([], 0.5)));
});

test('columnsAreAsWideAsTheirWidestCell', () => {
  assert.deepEqual(table([['a', 'b'], ['long', 'x']]), ['a     b', '----  -', 'long  x']);
});

test('aJourneyShowsTimeNameShortIdsAndOneProperty', () => {
  const row = {
    time: '2026-01-02 03:04:05.678',
    type: 'track',
    event: 'Order Completed',
    name: '',
    anonymous_id: '0123456789abcdef',
    user_id: 'ann',
    properties: { currency: 'EUR', total: 12.5 },
    traits: {},
  };
  assert.equal(journeyLines([row])[2], '03:04:05.678  track  Order Completed  01234567…     ann      total: 12.5');
});

test('rowsNotYetMergedAreExplained', () => {
  const figures = { sent: 3, accepted: 3, duplicates: 1, rows: 2, rawRows: 2, stored: 2, storedRaw: 3, stitched: 1, links: 1 };
  const text = figureLines(figures, [0.5, 1.25]).join('\n');
  assert.match(text, /rows in events_raw\s+2 {2}3 stored until merged: the repeats/);
  assert.match(text, /rows in events\s+2 {2}each message id once, also without FINAL/);
  assert.match(text, /max\s+1\.25 s/);
});
