/** Writes dashboards/*.json from panels/. Change the panels, run `npm run dashboards`, commit both. */
import { writeFileSync } from 'node:fs';
import collector from './panels/collector.mjs';
import jobs from './panels/jobs.mjs';
import promises from './panels/promises.mjs';
import storage from './panels/storage.mjs';

/** What belongs into dashboards/, by file name. */
export const FILES = Object.fromEntries(
  Object.entries({ promises, collector, jobs, storage }).map(([name, dashboard]) => [
    `${name}.json`,
    `${JSON.stringify(dashboard, null, 2)}\n`,
  ]),
);

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const [name, text] of Object.entries(FILES)) {
    writeFileSync(new URL(`dashboards/${name}`, import.meta.url), text);
  }
}
