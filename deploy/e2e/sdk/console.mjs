/*
 * Does the console pages' main tasks as a person would, in a real browser, on the running stack; looks at every
 * page in light, dark and on a phone, takes screenshots, and lets axe look too. Prints one JSON object:
 * {"firstEventSeconds", "messageId", "badMessageId", "violations": [...]}.
 *
 * node console.mjs SCREENSHOT_FOLDER
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const [screenshots] = process.argv.slice(2);
const TIMEOUT_MS = 90_000;
const WORKSPACE = 'demo';
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
const env = process.env;
const mark = randomUUID().slice(0, 8);
const sourceName = `Shop ${mark}`;

const browser = await chromium.launch({
  executablePath: env.CDP_CHROMIUM,
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const violations = [];
try {
  const page = await browser.newPage({ viewport: MODES.light });
  page.setDefaultTimeout(TIMEOUT_MS);
  page.on('pageerror', (error) => violations.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(`${page.url()}: ${message.text()}`);
  });
  page.on('response', (answer) => {
    if (answer.status() === 500) violations.push(`${answer.request().method()} ${answer.url()}: 500`);
  });
  const begun = Date.now();
  await logIn(page);
  const writeKey = await firstEvent(page);
  const firstEventSeconds = (Date.now() - begun) / 1_000;
  await makeFunction(page);
  await makeDestination(page);
  await connect(page);
  const badMessageId = await seeDeadLetter(page, writeKey);
  await replay(page);
  const messageId = await followEvent(page);
  await seeUnknownEvent(page);
  await countDown(page);
  await lockField(page);
  await seeJob(page);
  await sendCanary(page);
  await makeToken(page);
  await seeAudit(page);
  for (const name of PAGES) await inspect(page, name);
  console.log(JSON.stringify({ firstEventSeconds, messageId, badMessageId, violations }));
} finally {
  await browser.close();
}

async function open(page, name) {
  await page.goto(`${env.CDP_ADMIN_URL}/w/${WORKSPACE}/${name}`);
}

async function logIn(page) {
  await page.goto(env.CDP_ADMIN_URL);
  await page.getByLabel('Email').fill(env.CDP_ADMIN_EMAIL);
  await page.getByLabel('Password').fill(env.CDP_ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
}

/** From a new source to its first event on the page, by the snippet that the page gives. */
async function firstEvent(page) {
  await open(page, 'sources');
  await page.getByRole('button', { name: 'New source' }).first().click();
  await page.getByLabel('Name').fill(sourceName);
  await page.getByRole('button', { name: 'Make source' }).click();
  await page.getByText('Waiting for your first event').waitFor();
  await page.getByLabel('Collector address').fill(env.CDP_COLLECTOR_URL);
  await page.getByRole('button', { name: 'Make a write key' }).click();
  const key = await page.locator('code[aria-label="write key"]').textContent();
  const snippet = await page.locator('pre[aria-label="snippet"]').textContent();
  if (!snippet.includes(key) || !snippet.includes(env.CDP_COLLECTOR_URL)) throw new Error(`not in the snippet: ${key}`);
  await promisify(execFile)('sh', ['-c', snippet]);
  await page.getByText('Events arrive').waitFor();
  await page.screenshot({ path: path.join(screenshots, 'first-event.png') });
  return key;
}

async function makeFunction(page) {
  await open(page, 'functions');
  await page.getByRole('button', { name: 'New function' }).first().click();
  await page.getByLabel('Name').fill(`Add shop ${mark}`);
  await page.getByRole('button', { name: 'Make function' }).click();
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByText('Returned', { exact: true }).waitFor();
  await page.screenshot({ path: path.join(screenshots, 'function.png') });
}

async function makeDestination(page) {
  await open(page, 'destinations');
  await page.getByRole('button', { name: 'New destination' }).first().click();
  await page.getByLabel('Name').fill(`Warehouse ${mark}`);
  await page.getByLabel('Address').fill(env.CDP_CLICKHOUSE_URL);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText('It answers').waitFor();
  await page.getByRole('button', { name: 'Make destination' }).click();
  await page.getByRole('button', { name: `Warehouse ${mark}`, exact: true }).waitFor();
}

async function connect(page) {
  await open(page, 'connections');
  await page.getByRole('button', { name: 'New connection' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Source').selectOption({ label: sourceName });
  await form.getByLabel('Destination').selectOption({ label: `Warehouse ${mark}` });
  await form.getByLabel('Functions').selectOption({ label: `Add shop ${mark}` });
  await form.getByRole('checkbox', { name: /Paused/ }).check();
  await form.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: new RegExp(`${sourceName} → Add shop ${mark} → Warehouse ${mark}`) }).waitFor();
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
