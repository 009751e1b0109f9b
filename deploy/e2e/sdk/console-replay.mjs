/*
 * An operator's bad day, by clicks: a function is broken in the editor, its events become dead letters, it is mended
 * beside one of them, and all are replayed, by two clicks as people do. Prints one JSON object: {"database",
 * "replays": [[what the progress said, in its order], ...], "violations": [...]}.
 *
 * node console-replay.mjs SCREENSHOT_FOLDER EVENTS
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { connect, env, logIn, makeDestination, makeFunction, makeSource, open, save, sitDown } from './console-person.mjs';

const [screenshots, number] = process.argv.slice(2);
const EVENTS = Number(number);
const AT_ONCE = 100;
const POLL_MS = 200;
const PATIENCE_MS = 120_000;
const mark = randomUUID().slice(0, 8);
const database = `warehouse_${mark}`;
const names = { source: `Till ${mark}`, through: `Price ${mark}`, destination: `Own ${mark}` };
const RETURNS = "export default (event) => { console.log('priced', event.messageId); return event }";
const BREAKS = 'export default (event) => ({ ...event, properties: { cents: event.properties.price.cents } })';
const MENDED = 'export default (event) => ({ ...event, properties: { cents: event.properties.price?.cents ?? 0 } })';

const { browser, page, violations } = await sitDown({ width: 1280, height: 860 });
try {
  await sql(`CREATE DATABASE ${database}`);
  await logIn(page);
  const writeKey = await makeSource(page, names.source);
  await makeFunction(page, names.through);
  const functionUrl = page.url();
  await save(page, RETURNS);
  await makeDestination(page, names.destination, database);
  await connect(page, names);
  await send(writeKey, ['before']);
  await rows("startsWith(message_id, 'before')", 1);

  await page.goto(functionUrl);
  await page.getByRole('tab', { name: 'Live log' }).click();
  await page.getByRole('log').getByText(`priced before-${mark}`).waitFor();
  await page.screenshot({ path: path.join(screenshots, 'function-log.png') });
  await save(page, BREAKS);
  await untilItIsInUse(writeKey, 'broken');
  await send(writeKey, Array.from({ length: EVENTS }, (_, i) => `sold-${i}`));
  await deadLetters(functionUrl.split('/').pop(), EVENTS);

  await openDeadLetters(functionUrl);
  await page.getByRole('table', { name: 'Dead letters' }).getByRole('button').first().click();
  await page.getByLabel('event as it was sent', { exact: true }).waitFor();
  await page.screenshot({ path: path.join(screenshots, 'function-dead-letter.png') });
  await page.getByRole('link', { name: 'Mend the function' }).click();
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByText('Failed: such an event becomes a dead letter').waitFor();
  await page.screenshot({ path: path.join(screenshots, 'function-failed.png') });
  await save(page, MENDED, async () => {
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText('Returned', { exact: true }).waitFor();
  });
  await untilItIsInUse(writeKey, 'mended');

  await openDeadLetters(functionUrl);
  const first = await replay();
  await openDeadLetters(functionUrl);
  const second = await replay();
  const replays = [await follow(first), await follow(second)];
  await page.screenshot({ path: path.join(screenshots, 'function-replayed.png') });
  console.log(JSON.stringify({ database, replays, violations }));
} finally {
  await browser.close();
}

async function send(writeKey, messageIds) {
  for (let i = 0; i < messageIds.length; i += AT_ONCE) {
    const batch = messageIds.slice(i, i + AT_ONCE).map((id) => ({
      type: 'track',
      event: `Sold ${mark}`,
      anonymousId: mark,
      messageId: `${id}-${mark}`,
      properties: {},
    }));
    const answer = await fetch(`${env.CDP_COLLECTOR_URL}/v1/batch`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Write-Key': writeKey },
      body: JSON.stringify({ batch }),
    });
    if (!answer.ok) throw new Error(`the collector answered ${answer.status}: ${await answer.text()}`);
  }
}

/** Probes are sent until one ends as the version in question makes it end. */
async function untilItIsInUse(writeKey, state) {
  let sent = 0;
  await until(`the ${state} version is in use`, async () => {
    await send(writeKey, [`${state}-${sent}`]);
    sent += 1;
    const table = state === 'broken' ? 'cdp.dead_letters' : `${database}.events`;
    return (await count(table, `startsWith(message_id, '${state}-') AND endsWith(message_id, '${mark}')`)) > 0;
  });
}

/** The job makes the table when it starts. */
async function rows(condition, expected) {
  const table = `${database}.events`;
  await until(
    `${expected} rows`,
    async () => (await sql(`EXISTS TABLE ${table}`)).trim() === '1' && (await count(table, condition)) === expected,
  );
}

async function deadLetters(functionId, expected) {
  const sold = `function_id = '${functionId}' AND startsWith(message_id, 'sold-')`;
  await until(`${expected} dead letters`, async () => (await count('cdp.dead_letters FINAL', sold)) === expected);
}

async function openDeadLetters(functionUrl) {
  await open(page, `dead-letters?function_id=${functionUrl.split('/').pop()}`);
  await page.getByRole('table', { name: 'Dead letters' }).getByRole('row').nth(1).waitFor();
}

/** All that match the filter in the address; the address names the replay then. */
async function replay() {
  await page.getByRole('button', { name: 'Replay all that match' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Replay', exact: true }).click();
  await page.getByRole('status', { name: 'Replay' }).waitFor();
  return page.url();
}

/** What the progress says, each text once, until it is done. */
async function follow(url) {
  if (page.url() !== url) await page.goto(url);
  const progress = page.getByRole('status', { name: 'Replay' });
  const said = [];
  await until('the replay is done', async () => {
    const text = (await progress.innerText()).replace(/\s+/g, ' ');
    if (said.at(-1) !== text) said.push(text);
    return text.includes('Done');
  });
  return said;
}

async function count(table, condition) {
  return Number(await sql(`SELECT count() FROM ${table} WHERE ${condition}`));
}

async function sql(statement) {
  const answer = await fetch(env.CDP_CLICKHOUSE_URL, { method: 'POST', body: statement });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.text();
}

async function until(what, holds) {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${PATIENCE_MS} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
