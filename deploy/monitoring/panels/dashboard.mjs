/** Puts panels below each other, and around them what Grafana 11 wants of a dashboard. */

const COLUMNS = 24;

/** Of Grafana 11.0; newer ones migrate it when they load it. */
const SCHEMA = 39;

/**
 * @param rows each a title and its panels, which fill the width from left to right
 * @param variables beside that of the data source
 */
export function dashboard({ uid, title, description, rows, variables = [] }) {
  return {
    uid,
    title,
    description,
    tags: ['cdp'],
    schemaVersion: SCHEMA,
    version: 1,
    editable: true,
    graphTooltip: 1,
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    timepicker: {},
    timezone: '',
    weekStart: '',
    fiscalYearStartMonth: 0,
    annotations: { list: [] },
    links: [
      {
        title: 'CDP',
        type: 'dashboards',
        tags: ['cdp'],
        asDropdown: true,
        includeVars: false,
        keepTime: true,
        targetBlank: false,
        icon: 'external link',
        tooltip: '',
        url: '',
      },
    ],
    templating: {
      list: [
        {
          name: 'datasource',
          label: 'Data source',
          type: 'datasource',
          query: 'prometheus',
          current: {},
          options: [],
          includeAll: false,
          multi: false,
          refresh: 1,
          regex: '',
          hide: 0,
        },
        ...variables,
      ],
    },
    panels: place(rows),
  };
}

function place(rows) {
  const placed = [];
  let y = 0;
  const add = (panel, gridPos) => placed.push({ id: placed.length + 1, ...panel, gridPos });
  for (const { title, panels } of rows) {
    add({ type: 'row', title, collapsed: false, panels: [] }, { x: 0, y, w: COLUMNS, h: 1 });
    y += 1;
    let x = 0;
    let tallest = 0;
    for (const { width, height, ...panel } of panels) {
      if (x + width > COLUMNS) {
        x = 0;
        y += tallest;
        tallest = 0;
      }
      add(panel, { x, y, w: width, h: height });
      x += width;
      tallest = Math.max(tallest, height);
    }
    y += tallest;
  }
  return placed;
}
