/*
 * Submits jobs through Flink's web interface as a person would: uploads the jar, then for each job
 * opens its form, fills it in, clicks Submit, waits until the job is shown as running, and takes a
 * screenshot.
 *
 * node submit-jobs.mjs FLINK_URL JAR PROGRAM_ARGUMENTS SCREENSHOT_FOLDER ENTRY_CLASS...
 */
import path from 'node:path';
import { chromium } from 'playwright-core';

const [url, jar, programArguments, screenshots, ...entryClasses] = process.argv.slice(2);
const TIMEOUT_MS = 60_000;

const browser = await chromium.launch({
  executablePath: process.env.CDP_CHROMIUM,
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.goto(url);
  await upload(page);
  for (const entryClass of entryClasses) {
    await submit(page, entryClass);
    await seeRunning(page);
    await page.screenshot({ path: path.join(screenshots, `${entryClass.split('.').at(-1)}.png`) });
    console.log(`${entryClass} runs as ${page.url().match(/[0-9a-f]{32}/)[0]}`);
  }
} finally {
  await browser.close();
}

async function upload(page) {
  await page.getByText('Submit New Job').click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByText('Add New').click();
  await (await chooser).setFiles(jar);
  await page.getByRole('cell', { name: path.basename(jar) }).waitFor();
}

async function submit(page, entryClass) {
  await page.getByText('Submit New Job').click();
  await page.getByRole('cell', { name: path.basename(jar) }).click();
  await page.getByPlaceholder('Entry Class').fill(entryClass);
  await page.getByPlaceholder('Program Arguments').fill(programArguments);
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await page.waitForURL(/job\/running\/[0-9a-f]{32}/);
}

/** The page follows the job by itself: its state, its graph, and the state of each task. */
async function seeRunning(page) {
  await page.locator('flink-job-status, flink-job-detail, nz-descriptions').getByText('RUNNING').first().waitFor();
  await page.locator('svg .node').first().waitFor();
  await page.locator('nz-table, flink-job-overview-list').getByText('RUNNING').first().waitFor();
}
