import { isStitched } from './shop.mjs';

/** Compares what was planned with what is stored: the figures, and one sentence per problem. */
export function judge(expected, accepted, snapshot) {
  const { sent, calls } = expected;
  const users = new Map(snapshot.events.map((row) => [row.message_id, row.user_id]));
  const wrong = [...users].filter(([id, user]) => calls.has(id) && !mayName(calls.get(id), user));
  const stitched = [...calls].filter(([id, call]) => isStitched(call) && users.get(id) === call.person.userId).length;
  const problems = [
    accepted !== sent && `The SDK sent ${sent} events, but ${accepted} were answered with success.`,
    ...onceEach('events', calls, snapshot.events),
    ...onceEach('events_raw', calls, snapshot.raw),
    stitched !== expected.stitched &&
      `${expected.stitched} anonymous events followed an identify and must name the user; ${stitched} do.`,
    wrong.length > 0 && `${wrong.length} rows name a user who is not theirs, or none, ${wrong[0][0]} for one.`,
    snapshot.links.length !== expected.links &&
      `${expected.links} visitors identified themselves; identity_links has ${snapshot.links.length} links of theirs.`,
  ].filter(Boolean);
  const figures = {
    sent,
    accepted,
    duplicates: sent - snapshot.events.length,
    rows: snapshot.events.length,
    rawRows: snapshot.raw.length,
    stored: snapshot.stored,
    storedRaw: snapshot.storedRaw,
    stitched,
    links: snapshot.links.length,
  };
  return { figures, problems };
}

/** An event before the identify stays anonymous, or is given its visitor's user afterwards. */
function mayName({ known, person }, user) {
  return user === person.userId || (!known && user === '');
}

function onceEach(table, calls, rows) {
  const counts = new Map();
  for (const { message_id: id } of rows) {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const say = (ids, what) => ids.length > 0 && `${ids.length} ${what}, ${ids[0]} for one.`;
  return [
    say([...calls.keys()].filter((id) => !counts.has(id)), `events are missing in ${table}`),
    say([...counts.keys()].filter((id) => counts.get(id) > 1), `events are more than once in ${table} FINAL`),
    say([...counts.keys()].filter((id) => !calls.has(id)), `rows of ${table} are of events that nobody sent`),
  ];
}
