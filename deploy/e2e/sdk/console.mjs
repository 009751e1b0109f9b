/*
 * Does the console pages' main tasks as a person would, in a real browser, on the running stack; looks at every
 * page in light, dark and on a phone, takes screenshots, and lets axe look too. Prints one JSON object:
 * {"firstRowSeconds", "messageId", "badMessageId", "violations": [...]}.
 *
 * node console.mjs SCREENSHOT_FOLDER
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { connect, env, logIn, makeDestination, makeFunction, makeSource, open, save, sitDown } from './console-person.mjs';

const [screenshots] = process.argv.slice(2);
const PAGES = [
  'overview', 'sources', 'events', 'schemas', 'connections', 'functions', 'destinations', 'dead-letters',
  'ledger', 'usage', 'status', 'jobs', 'members', 'audit', 'settings',
];
const MODES = {
  light: { width: 1280, height: 860, dark: false, axe: true },
  dark: { width: 1280, height: 860, dark: true, axe: true },
  narrow: { width: 390, height: 844, dark: false, axe: false },
};
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const mark = randomUUID().slice(0, 8);
const sourceName = `Shop ${mark}`;
const functionName = `Add shop ${mark}`;
const destinationName = `Warehouse ${mark}`;

const { browser, page, violations } = await sitDown(MODES.light);
try {
  const begun = Date.now();
  await logIn(page);
  const writeKey = await firstEvent(page);
  await toItsRow(page);
  const firstRowSeconds = (Date.now() - begun) / 1_000;
  await tryFunction(page);
  await rollBack(page);
  await connectAll(page);
  const badMessageId = await seeDeadLetter(page, writeKey);
  await replay(page);
  const messageId = await followEvent(page);
  await seeUnknownEvent(page);
  await countDown(page);
  await lockField(page);
  await seeJob(page);
  await sendCanary(page);
  await makeToken(page);
  await invite(page);
  await seeAudit(page);
  for (const name of PAGES) await inspect(page, name);
  console.log(JSON.stringify({ firstRowSeconds, messageId, badMessageId, violations }));
} finally {
  await browser.close();
}

/** From a new source to its first event on the page, by the snippet that the page gives. */
async function firstEvent(page) {
  const key = await makeSource(page, sourceName);
  const snippet = await page.locator('pre[aria-label="snippet"]').textContent();
  if (!snippet.includes(key) || !snippet.includes(env.CDP_COLLECTOR_URL)) throw new Error(`not in the snippet: ${key}`);
  await promisify(execFile)('sh', ['-c', snippet]);
  await page.getByText('Events arrive').waitFor();
  await page.screenshot({ path: path.join(screenshots, 'first-event.png') });
  return key;
}

/** What has been waited for can be followed without a reload. */
async function toItsRow(page) {
  await page.getByRole('link', { name: 'Follow it to its row' }).click();
  await page.getByText('delivered, rows: 1').first().waitFor();
}

async function tryFunction(page) {
  await makeFunction(page, functionName);
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByText('Returned', { exact: true }).waitFor();
  await page.screenshot({ path: path.join(screenshots, 'function.png') });
}

/** A new version, what is different in it, and the way back. */
async function rollBack(page) {
  await save(page, 'export default (event) => [event, event]');
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByText('From v1 to v2').waitFor();
  await page.screenshot({ path: path.join(screenshots, 'versions.png') });
  await page.getByRole('button', { name: 'Roll back to v1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Roll back', exact: true }).click();
  await page.getByText('Version 1 is back, as version 3').waitFor();
}

async function connectAll(page) {
  await makeDestination(page, destinationName);
  await connect(page, { source: sourceName, through: functionName, destination: destinationName, paused: true });
  await page.screenshot({ path: path.join(screenshots, 'connected.png') });
}

/** A value of another type than the first one: the page says which field, and shows the event as it was sent. */
async function seeDeadLetter(page, writeKey) {
  const messageId = randomUUID();
  for (const total of [1, 'a lot']) {
    await fetch(`${env.CDP_COLLECTOR_URL}/v1/track`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Write-Key': writeKey },
      body: JSON.stringify({ event: `Bought ${mark}`, anonymousId: mark, messageId, properties: { total } }),
    });
  }
  await open(page, `dead-letters?event=${encodeURIComponent(`Bought ${mark}`)}`);
  await page.getByRole('table', { name: 'Dead letters' }).getByText('properties.total').first().waitFor();
  await page.getByRole('table', { name: 'Dead letters' }).getByRole('button').first().click();
  await page.getByLabel('event as it was sent').getByText('a lot').waitFor();
  await page.screenshot({ path: path.join(screenshots, 'dead-letter.png') });
  return messageId;
}

/** All that match, to the end: the collector refuses it again, as its schema is as before. */
async function replay(page) {
  await open(page, `dead-letters?event=${encodeURIComponent(`Bought ${mark}`)}`);
  await page.getByRole('button', { name: 'Replay all that match' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Replay', exact: true }).click();
  const progress = page.getByRole('status', { name: 'Replay' });
  await progress.getByText('Done', { exact: true }).waitFor();
  await progress.getByText('0 of 1 sent, 1 refused').waitFor();
  await page.screenshot({ path: path.join(screenshots, 'replay.png') });
}

/** From the list of events to its journey, until it has a row. */
async function followEvent(page) {
  await open(page, 'events?event=First%20Event');
  await page.getByRole('table', { name: 'Events' }).getByRole('link', { name: 'First Event' }).first().click();
  await page.getByRole('heading', { name: 'Journey' }).waitFor();
  await page.getByText('delivered, rows: 1').first().waitFor();
  await page.screenshot({ path: path.join(screenshots, 'journey.png') });
  return decodeURIComponent(new URL(page.url()).pathname.split('/').pop());
}

async function seeUnknownEvent(page) {
  await open(page, `events/unknown-${mark}`);
  await page.getByText('No event has this id').waitFor();
}

/** From a number of the ledger to the events behind it, and to one's journey. */
async function countDown(page) {
  await open(page, 'ledger');
  const row = page.getByRole('row').filter({ hasText: sourceName }).filter({ hasText: 'Built-in ClickHouse' });
  await row.getByText('Balances').waitFor();
  await row.getByRole('button').first().click();
  await page.screenshot({ path: path.join(screenshots, 'ledger-events.png') });
  await page.getByRole('dialog').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Journey' }).waitFor();
}

async function seeJob(page) {
  await open(page, 'jobs');
  const runs = page.getByRole('row').filter({ hasText: 'cdp-processing' }).filter({ hasText: 'Running' });
  await runs.getByRole('link').click();
  await page.getByRole('heading', { name: 'cdp-processing' }).waitFor();
  await page.getByText('Running', { exact: true }).first().waitFor();
  await page.screenshot({ path: path.join(screenshots, 'job.png') });
}

async function sendCanary(page) {
  await open(page, 'status');
  await page.getByText('collector', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Send a canary' }).click();
  await page.getByText('The canary went all the way').waitFor();
}

async function lockField(page) {
  await open(page, `schemas?view=fields&event_type=track&event_name=${encodeURIComponent(`Bought ${mark}`)}`);
  await page.getByRole('button', { name: 'Lock properties.total', exact: true }).click();
  await page.getByRole('button', { name: 'Unlock properties.total', exact: true }).waitFor();
}

async function makeToken(page) {
  await open(page, 'members?tab=tokens');
  await page.getByLabel('Name').fill(`Token ${mark}`);
  await page.getByRole('button', { name: 'Make token' }).click();
  await page.getByLabel('API token', { exact: true }).waitFor();
}

/** The link goes to someone who has no account yet, in a browser of their own; it makes one, of a viewer. */
async function invite(page) {
  const email = `guest-${mark}@example.com`;
  await open(page, 'members?tab=invitations');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Role').selectOption('viewer');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const link = await page.getByLabel('invitation link', { exact: true }).textContent();
  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(link);
  await theirs.getByLabel('Name').fill('Guest');
  await theirs.getByLabel('Password').fill(`a long enough password ${mark}`);
  await theirs.getByRole('button', { name: 'Accept' }).click();
  await theirs.getByRole('heading', { name: 'Overview' }).waitFor();
  await theirs.context().close();
  await open(page, 'members');
  await page.getByText(email).waitFor();
}

async function seeAudit(page) {
  await open(page, 'audit?action=source.create');
  await page.getByRole('table', { name: 'Audit log' }).getByText('source.create').first().waitFor();
}

/** A page as it is once its data has come, or once it has said why not. */
async function inspect(page, name) {
  await page.setViewportSize({ width: MODES.light.width, height: MODES.light.height });
  await open(page, name);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-label^="Loading"], main .animate-pulse'));
  for (const [mode, { dark, axe, ...size }] of Object.entries(MODES)) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.waitForFunction((on) => document.documentElement.classList.contains('dark') === on, dark);
    await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null))));
    await page.screenshot({ path: path.join(screenshots, `${name}-${mode}.png`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) violations.push(`${name} ${mode}: ${wide} pixels too wide`);
    if (!axe) continue;
    await page.evaluate(AXE);
    const found = await page.evaluate((rules) => window.axe.run(document, { runOnly: rules }), RULES);
    for (const { id, impact, nodes } of found.violations) {
      if (!['serious', 'critical'].includes(impact)) continue;
      violations.push(`${name} ${mode}: ${impact} ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    }
  }
}
