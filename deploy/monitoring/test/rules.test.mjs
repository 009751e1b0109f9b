import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { files, read, rules } from '../lib/queries.mjs';

const alerts = rules().filter((rule) => rule.alert);
const runbooks = sections(read('RUNBOOKS.md'));
const PARTS = ['What it means.', 'What users notice.', 'How to look.', 'What to do.', 'When to worry.'];

/** Text by the heading above it. */
function sections(markdown) {
  return Object.fromEntries(
    markdown
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.split('\n', 1)[0].trim(), section]),
  );
}

test('anAlertSaysHowBadItIsAndWhatItIsAbout', () => {
  for (const { alert, labels, annotations } of alerts) {
    assert.match(alert, /^Cdp[A-Za-z]+$/);
    assert.ok(['critical', 'warning'].includes(labels.severity), alert);
    assert.ok(annotations.summary.length > 10 && annotations.description.length > 10, alert);
  }
});

test('anAlertHasARunbookAndARunbookHasAnAlert', () => {
  for (const { alert, annotations } of alerts) {
    assert.equal(annotations.runbook_url, `deploy/monitoring/RUNBOOKS.md#${alert.toLowerCase()}`);
  }
  assert.deepEqual(Object.keys(runbooks).sort(), [...new Set(alerts.map((rule) => rule.alert))].sort());
});

test('aRunbookSaysAllThatIsToBeKnownAtNight', () => {
  for (const [alert, text] of Object.entries(runbooks)) {
    const parts = [...text.matchAll(/\*\*(.+?)\*\*/g)].map((match) => match[1]).filter((part) => PARTS.includes(part));
    assert.deepEqual(parts, PARTS, alert);
  }
});

test('aRunbookNamesCommandsVariablesAndPathsThatExist', () => {
  const text = read('RUNBOOKS.md');
  const makefile = read('../../Makefile');
  const targets = [...text.matchAll(/`make ([a-z\/-]+)/g)].map((match) => match[1]);
  assert.ok(targets.length > 10);
  for (const target of new Set(targets)) {
    assert.match(makefile, new RegExp(`^${target}:|^[a-z -]*\\b${target}:`, 'm'), target);
  }
  for (const [, link] of text.matchAll(/\]\((\.\.[^)#]*)/g)) {
    assert.doesNotThrow(() => read(link.endsWith('/') ? `${link}README.md` : link), link);
  }
});

test('eachAlertHasATestThatFiresItAndOneThatDoesNot', () => {
  const tests = files('tests/', '.yaml').flatMap((file) => parse(read(file)).tests);
  const expected = (fires) =>
    new Set(
      tests
        .flatMap((one) => one.alert_rule_test ?? [])
        .filter((one) => one.exp_alerts.length > 0 === fires)
        .map((one) => one.alertname),
    );
  for (const { alert } of alerts) {
    assert.ok(expected(true).has(alert), `${alert} is not seen to fire`);
    assert.ok(expected(false).has(alert), `${alert} is not seen to be quiet`);
  }
});
