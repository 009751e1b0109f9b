/**
 * Panels of Grafana, as little of them as has to be said. Widths are columns of 24, heights are Grafana's rows of 30 px.
 */

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

function targets(queries) {
  return queries.map(([expr, legend], index) => ({
    datasource: DATASOURCE,
    editorMode: 'code',
    expr,
    legendFormat: legend,
    range: true,
    refId: String.fromCharCode(65 + index),
  }));
}

/** Green below the first limit; limits are [value, colour], rising. */
function thresholds(limits) {
  return { mode: 'absolute', steps: [{ color: 'green', value: null }, ...limits.map(([value, color]) => ({ color, value }))] };
}

function panel(type, { title, description, unit, queries, width, height = 8, limits = [] }, field, options) {
  return {
    type,
    title,
    description,
    width,
    height,
    datasource: DATASOURCE,
    targets: targets(queries),
    fieldConfig: { defaults: { unit, ...field, thresholds: thresholds(limits) }, overrides: [] },
    options,
  };
}

/**
 * Lines over time.
 *
 * @param queries pairs of an expression and its legend
 * @param unit of Grafana's, such as 's', 'ops', 'percentunit'
 */
export function lines({ stacked = false, ...shown }) {
  const field = {
    min: 0,
    color: { mode: 'palette-classic' },
    custom: {
      drawStyle: 'line',
      lineWidth: 1,
      fillOpacity: stacked ? 30 : 10,
      showPoints: 'never',
      spanNulls: false,
      stacking: { mode: stacked ? 'normal' : 'none', group: 'A' },
      thresholdsStyle: { mode: shown.limits?.length > 0 ? 'line' : 'off' },
    },
  };
  return panel('timeseries', { width: 12, ...shown }, field, {
    legend: { displayMode: 'table', placement: 'right', showLegend: true, calcs: ['lastNotNull', 'max'] },
    tooltip: { mode: 'multi', sort: 'desc' },
  });
}

/** One figure, or one for each series. */
export function figure({ decimals, ...shown }) {
  const field = { ...(decimals === undefined ? {} : { decimals }), color: { mode: 'thresholds' }, noValue: 'no data' };
  return panel('stat', { width: 6, ...shown }, field, {
    colorMode: 'value',
    graphMode: 'area',
    justifyMode: 'auto',
    orientation: 'auto',
    reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    textMode: 'auto',
  });
}

/** A variable whose values are those of a label. */
export function variable(name, label, metric, ofLabel) {
  const query = `label_values(${metric}, ${ofLabel})`;
  return {
    name,
    label,
    type: 'query',
    datasource: DATASOURCE,
    definition: query,
    query: { query, refId: name },
    includeAll: true,
    multi: true,
    allValue: '.*',
    current: { text: ['All'], value: ['$__all'] },
    options: [],
    refresh: 2,
    sort: 1,
    regex: '',
    hide: 0,
  };
}
