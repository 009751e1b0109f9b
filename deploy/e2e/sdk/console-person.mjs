/*
 * What a person does at more than one place of the console, by clicks. Settings come by the environment:
 * CDP_CHROMIUM, CDP_ADMIN_URL, CDP_ADMIN_EMAIL, CDP_ADMIN_PASSWORD, CDP_COLLECTOR_URL, CDP_CLICKHOUSE_URL.
 */
import { chromium } from 'playwright-core';

export const env = process.env;
const TIMEOUT_MS = 90_000;
const WORKSPACE = 'demo';

/** A browser's page, and what it did that it must not: broken scripts, a broken content policy, errors 500. */
export async function sitDown(viewport) {
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
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(TIMEOUT_MS);
  page.on('pageerror', (error) => violations.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(`${page.url()}: ${message.text()}`);
  });
  page.on('response', (answer) => {
    if (answer.status() === 500) violations.push(`${answer.request().method()} ${answer.url()}: 500`);
  });
  return { browser, page, violations };
}

export async function open(page, name) {
  await page.goto(`${env.CDP_ADMIN_URL}/w/${WORKSPACE}/${name}`);
}

export async function logIn(page) {
  await page.goto(env.CDP_ADMIN_URL);
  await page.getByLabel('Email').fill(env.CDP_ADMIN_EMAIL);
  await page.getByLabel('Password').fill(env.CDP_ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
}

/** A new source and its write key; the page waits for its first event then. */
export async function makeSource(page, name) {
  await open(page, 'sources');
  await page.getByRole('button', { name: 'New source' }).first().click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Make source' }).click();
  await page.getByText('Waiting for your first event').waitFor();
  await page.getByLabel('Collector address').fill(env.CDP_COLLECTOR_URL);
  await page.getByRole('button', { name: 'Make a write key' }).click();
  return page.locator('code[aria-label="write key"]').textContent();
}

/** A new function, as the template makes it; its page is open then. */
export async function makeFunction(page, name) {
  await open(page, 'functions');
  await page.getByRole('button', { name: 'New function' }).first().click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Make function' }).click();
  await page.getByRole('heading', { name }).waitFor();
}

/** Types over a function's code on its page; what is to be seen before it is saved comes in between. */
export async function save(page, code, before = async () => {}) {
  const editor = page.getByRole('textbox', { name: 'Code', exact: true });
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(code);
  await before();
  await page.getByRole('button', { name: 'Save version' }).click();
  await page.getByText('saved; running jobs take it over').first().waitFor();
}

/** A ClickHouse of one's own; its job is started by the service. */
export async function makeDestination(page, name, database = '') {
  await open(page, 'destinations');
  await page.getByRole('button', { name: 'New destination' }).first().click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Address').fill(env.CDP_CLICKHOUSE_URL);
  await page.getByLabel('Database').fill(database);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText('It answers').waitFor();
  // Ours has its tables, an own database gets them.
  if (database) await page.getByText('What will be run there').click();
  await page.getByRole('button', { name: 'Make destination' }).click();
  await page.getByRole('button', { name, exact: true }).waitFor();
}

export async function connect(page, { source, through, destination, paused }) {
  await open(page, 'connections');
  await page.getByRole('button', { name: 'New connection' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Source').selectOption({ label: source });
  await form.getByLabel('Destination').selectOption({ label: destination });
  await form.getByLabel('Functions').selectOption({ label: through });
  if (paused) await form.getByRole('checkbox', { name: /Paused/ }).check();
  await form.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: new RegExp(`${source} → ${through} → ${destination}`) }).waitFor();
}
