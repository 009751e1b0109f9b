const FIRST_LETTERS = 8;

/** The figures as aligned lines. */
export function figureLines(figures, delays) {
  return aligned([
    ['sent', figures.sent, 'events, repeats included'],
    ['accepted', figures.accepted, 'answered with success, as the SDK reports'],
    ['duplicates dropped', figures.duplicates, 'sent twice with the same message id'],
    ['rows in events', figures.rows, unfolded(figures.stored, figures.rows, 'an insert was written twice; read with FINAL it is one')],
    ['rows in events_raw', figures.rawRows, unfolded(figures.storedRaw, figures.rawRows, 'the repeats, as sent; read with FINAL they are one')],
    ['stitched rows', figures.stitched, 'sent without a user id, stored with one'],
    ['identity links', figures.links, 'anonymous id to user'],
    ['send to row, p50', seconds(percentile(delays, 0.5)), 'measured by polling'],
    ['send to row, max', seconds(percentile(delays, 1)), ''],
  ]);
}

/** One visitor's rows as a table. */
export function journeyLines(rows) {
  const header = ['time', 'type', 'event or page', 'anonymous id', 'user id', 'property'];
  return table([header, ...rows.map(journeyRow)]);
}

/** The value below which the given share of the ascending list lies. */
export function percentile(ascending, share) {
  return ascending.length === 0 ? NaN : ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)];
}

/** Columns padded to their widest cell, with a rule below the header. */
export function table([header, ...rows]) {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
  const line = (cells) => cells.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd();
  return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)];
}

function journeyRow(row) {
  return [
    row.time.slice(11),
    row.type,
    row.event || row.name,
    `${row.anonymous_id.slice(0, FIRST_LETTERS)}…`,
    row.user_id,
    tellingProperty({ ...row.properties, ...row.traits }),
  ];
}

function tellingProperty(values) {
  const name = ['total', 'product', 'path', 'email', 'bought'].find((candidate) => values[candidate] !== undefined);
  return name ? `${name}: ${values[name]}` : '';
}

function unfolded(stored, rows, why) {
  return stored > rows ? `${stored} stored until merged: ${why}` : 'each message id once, also without FINAL';
}

function seconds(value) {
  return Number.isNaN(value) ? '-' : `${value.toFixed(2)} s`;
}

function aligned(lines) {
  const cells = lines.map(([name, value, note]) => [name, String(value), note]);
  const [names, values] = [0, 1].map((column) => Math.max(...cells.map((line) => line[column].length)));
  return cells.map(([name, value, note]) => `  ${name.padEnd(names)}  ${value.padStart(values)}  ${note}`.trimEnd());
}
