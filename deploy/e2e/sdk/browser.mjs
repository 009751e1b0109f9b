/*
 * Visits a shop in a real browser, on another origin than the collector's, and prints what the page
 * sent as one JSON object: {"scenario", "messageIds", "requests": [{"method", "path", "status"}]}.
 *
 * node browser.mjs SCENARIO
 */
import { chromium } from 'playwright-core';
import { scenarios } from './browser-scenarios.mjs';
import { startPages } from './page-server.mjs';
import { groupTraits, pageProperties, purchase, screenProperties, target, traits } from './visit.mjs';

const scenario = process.argv[2];
const collector = new URL(target.host);
const data = { ...target, groupTraits, pageProperties, purchase, screenProperties, traits };

const pages = await startPages();
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
const messageIds = new Set();
const requests = [];
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  await page.exposeFunction('sending', (id) => messageIds.add(id));
  page.on('console', (message) => console.error(message.text()));
  page.on('requestfailed', (request) => console.error(`${request.url()}: ${request.failure().errorText}`));
  page.on('pageerror', (error) => {
    console.error(error);
    process.exitCode = 1;
  });
  page.on('response', (response) => {
    const url = new URL(response.url());
    if (url.host === collector.host) {
      requests.push({ method: response.request().method(), path: url.pathname, status: response.status() });
    }
  });
  await page.goto(`${pages.url}/tea`);
  await scenarios[scenario](page, data);
} finally {
  await browser.close();
  pages.stop();
}
console.log(JSON.stringify({ scenario, messageIds: [...messageIds], requests }));
