/*
 * An operator stops the archive job with a savepoint, starts it from there, and rescales it, by clicks.
 * Prints one JSON object: {"savepoint", "violations": [...]}.
 *
 * node console-jobs.mjs SCREENSHOT_FOLDER
 */
import path from 'node:path';
import { logIn, open, sitDown } from './console-person.mjs';

const [screenshots] = process.argv.slice(2);
const JOB = 'cdp-archive';

const { browser, page, violations } = await sitDown({ width: 1280, height: 860 });
try {
  await logIn(page);
  await openJob();
  const savepoint = await stop();
  await restore(savepoint);
  await rescale('1');
  console.log(JSON.stringify({ savepoint, violations }));
} finally {
  await browser.close();
}

async function openJob() {
  await open(page, 'jobs');
  await page.getByRole('row').filter({ hasText: JOB }).filter({ hasText: 'Running' }).getByRole('link').click();
  await runs();
}

async function runs() {
  await page.getByRole('heading', { name: JOB }).waitFor();
  await page.getByText('Running', { exact: true }).first().waitFor();
}

async function stop() {
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click();
  const place = await page.getByText('Savepoint: file:').locator('code').textContent();
  await page.getByText('Finished', { exact: true }).first().waitFor();
  await page.screenshot({ path: path.join(screenshots, 'job-stopped.png') });
  return place;
}

async function restore(savepoint) {
  await open(page, 'jobs');
  await page.getByRole('button', { name: 'Start a job' }).first().click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Kind').selectOption('archive');
  await form.getByLabel('Go on from').fill(savepoint);
  await form.getByRole('button', { name: 'Start', exact: true }).click();
  await runs();
}

async function rescale(subtasks) {
  await page.getByRole('button', { name: 'Rescale' }).click();
  const before = page.url();
  const form = page.getByRole('dialog');
  await form.getByLabel('Subtasks of each operator').fill(subtasks);
  await form.getByRole('button', { name: 'Rescale', exact: true }).click();
  await page.waitForURL((url) => url.href !== before);
  await runs();
  await page.screenshot({ path: path.join(screenshots, 'job-rescaled.png') });
}
