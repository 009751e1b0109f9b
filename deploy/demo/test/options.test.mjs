import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings, UsageError } from '../lib/options.mjs';

test('defaultsAreTwentyVisitorsAndTwoMinutes', () => {
  const settings = readSettings([], {});
  assert.equal(settings.visitors, 20);
  assert.equal(settings.slowSeconds, 0);
  assert.equal(settings.timeoutSeconds, 120);
});

test('aMissingVariableSaysHowToGetIt', () => {
  assert.throws(() => readSettings([], {}).writeKey(), /CDP_WRITE_KEY is not set.*make up/);
});

test('nonsenseIsRefused', () => {
  for (const argv of [['--visitors', '0'], ['--slow', 'x'], ['--timeout=-1'], ['--unknown']]) {
    assert.throws(() => readSettings(argv, {}), UsageError);
  }
});
