/*
 * What Lighthouse says of the console's overview page, for someone who is logged in, as a phone and as a desktop would
 * load it, from an empty cache. Prints one JSON object: {"mobile": {"performance", "accessibility", "lcpMs", "tbtMs"},
 * "desktop": {...}, "scripts": [[name, bytes as sent], ...]}.
 *
 * node lighthouse.mjs FOLDER_FOR_THE_REPORTS
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import lighthouse, { desktopConfig } from 'lighthouse';
import { chromium } from 'playwright-core';
import { env, logIn, open } from './console-person.mjs';

const [folder] = process.argv.slice(2);
const PORT = Number(env.CDP_DEBUGGING_PORT);
const profile = mkdtempSync(path.join(tmpdir(), 'lighthouse-'));

// Lighthouse opens a tab of its own, which shares the login only with a profile that is kept.
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: env.CDP_CHROMIUM,
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', `--remote-debugging-port=${PORT}`],
});
try {
  const page = await browser.newPage();
  await logIn(page);
  await open(page, 'overview');
  const url = page.url();
  await page.close();
  const mobile = await audit(url, 'mobile');
  const desktop = await audit(url, 'desktop', desktopConfig);
  console.log(
    JSON.stringify({ mobile: scores(mobile), desktop: scores(desktop), scripts: scripts(mobile) }),
  );
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}

async function audit(url, name, config) {
  const options = { port: PORT, output: 'html', disableStorageReset: true, onlyCategories: ['performance', 'accessibility'] };
  const { lhr, report } = await lighthouse(url, options, config);
  writeFileSync(path.join(folder, `lighthouse-${name}.html`), report);
  if (lhr.finalDisplayedUrl !== url) throw new Error(`not the overview: ${lhr.finalDisplayedUrl}`);
  return lhr;
}

function scores({ categories, audits }) {
  return {
    performance: Math.round(categories.performance.score * 100),
    accessibility: Math.round(categories.accessibility.score * 100),
    lcpMs: Math.round(audits['largest-contentful-paint'].numericValue),
    tbtMs: Math.round(audits['total-blocking-time'].numericValue),
    layoutShift: audits['cumulative-layout-shift'].numericValue,
  };
}

function scripts({ audits }) {
  return audits['network-requests'].details.items
    .filter(({ resourceType }) => ['Script', 'Stylesheet'].includes(resourceType))
    .map(({ url, transferSize }) => [path.basename(new URL(url).pathname), transferSize]);
}
