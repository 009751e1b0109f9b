import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dashboards, files, read } from '../lib/queries.mjs';
import { FILES } from '../make-dashboards.mjs';

const COLUMNS = 24;

test('theFilesAreWhatThePanelsMake', () => {
  assert.deepEqual(files('dashboards/', '.json'), Object.keys(FILES).sort().map((name) => `dashboards/${name}`));
  for (const [name, text] of Object.entries(FILES)) {
    assert.equal(read(`dashboards/${name}`), text, `${name} is not up to date: npm run dashboards`);
  }
});

test('idsAreUnique', () => {
  const uids = dashboards().map((one) => one.uid);
  assert.equal(new Set(uids).size, uids.length);
  for (const { file, panels } of dashboards()) {
    const ids = panels.map((panel) => panel.id);
    assert.equal(new Set(ids).size, ids.length, file);
  }
});

test('panelsFillTheWidthAndNoneCoversAnother', () => {
  for (const { file, panels } of dashboards()) {
    const taken = new Map();
    for (const { title, gridPos: at } of panels) {
      assert.ok(at.x >= 0 && at.x + at.w <= COLUMNS && at.h > 0, `${file} ${title}`);
      for (let x = at.x; x < at.x + at.w; x++) {
        for (let y = at.y; y < at.y + at.h; y++) {
          assert.ok(!taken.has(`${x},${y}`), `${file}: ${title} covers ${taken.get(`${x},${y}`)}`);
          taken.set(`${x},${y}`, title);
        }
      }
    }
    const bottom = Math.max(...panels.map((panel) => panel.gridPos.y + panel.gridPos.h));
    assert.equal(taken.size, COLUMNS * bottom, `${file} has holes`);
  }
});

test('aPanelSaysWhatItShowsInWhichUnitAndNamesItsLines', () => {
  for (const { file, panels } of dashboards()) {
    for (const panel of panels.filter((one) => one.type !== 'row')) {
      const where = `${file} ${panel.title}`;
      assert.ok(panel.title && /^[A-Z0-9].{5,}\.$/.test(panel.description), where);
      assert.ok(panel.fieldConfig.defaults.unit, where);
      assert.equal(panel.datasource.uid, '${datasource}', where);
      assert.ok(panel.targets.length > 0, where);
      assert.ok(
        panel.targets.every((target) => target.legendFormat.trim() && target.datasource.uid === '${datasource}'),
        where,
      );
      assert.equal(new Set(panel.targets.map((target) => target.refId)).size, panel.targets.length, where);
    }
  }
});

test('aDashboardIsOneThatGrafana11Reads', () => {
  for (const { file, schemaVersion, templating, panels, title } of dashboards()) {
    assert.equal(schemaVersion, 39, file);
    assert.match(title, /^CDP: /);
    assert.equal(templating.list[0].type, 'datasource', file);
    assert.equal(panels[0].type, 'row', file);
    const used = new Set([...JSON.stringify(panels).matchAll(/\$([a-z]+)\b/g)].map((match) => match[1]));
    for (const { name } of templating.list.slice(1)) {
      assert.ok(used.has(name), `${file}: variable ${name} changes nothing`);
    }
  }
});
