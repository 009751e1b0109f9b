/*
 * Runs a code block of the documentation in a page on another origin than the collector's, and ends a
 * second after the page was first answered for something that it has sent. What it logs is printed; a request without an
 * answer, or with one of 400 or more, and an error of the page make the process fail.
 *
 * node docs-browser.mjs FILE
 */
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { startPages } from './page-server.mjs';

/** What a bundler does for the reader. */
const IMPORTS = {
  '@segment/analytics-next': '/segment.js',
  '@rudderstack/analytics-js/bundled': '/rudderstack/index.mjs',
  '@jitsu/js': '/jitsu/jitsu.es.js',
};
const SEGMENT = "await import('/segment/index.js'); export const { AnalyticsBrowser } = window.AnalyticsNext;";

const module = await readFile(process.argv[2], 'utf8');
// Nothing is intercepted by the test: a browser that is watched so does not ask before it sends to another origin.
const pages = await startPages({
  '/segment.js': { type: 'text/javascript', text: SEGMENT },
  '/page': {
    type: 'text/html',
    text: `<!doctype html><script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
      <script type="module">${module}</script>`,
  },
});
const browser = await chromium.launch({
  executablePath: process.env.CDP_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const page = await browser.newPage();
  page.on('console', (message) => console.log(message.text()));
  page.on('pageerror', (error) => fail(String(error)));
  page.on('requestfailed', (request) => fail(`${request.url()}: ${request.failure().errorText}`));
  page.on('response', (response) => {
    if (response.status() >= 400) {
      fail(`${response.request().method()} ${response.url()} was answered ${response.status()}`);
    }
  });
  const sent = page.waitForResponse((response) => response.request().method() === 'POST', { timeout: 20_000 });
  await page.goto(`${pages.url}/page`);
  await sent;
  await page.waitForTimeout(1_000);
} finally {
  await browser.close();
  pages.stop();
}

function fail(reason) {
  console.error(reason);
  process.exitCode = 1;
}
