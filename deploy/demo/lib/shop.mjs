import { randomUUID } from 'node:crypto';

/*
 * What happens in the shop, planned before anything is sent, so that it is known what must come out.
 *
 * A call is {method, message, person, known}: the SDK's method, its argument, the visitor, and
 * whether the service knows by then which user the visitor is. The phases are sent one after the
 * other, each acknowledged before the next begins: the SDK posts its batches concurrently, and an
 * event that is to be stitched must not overtake its identify.
 */

const PRODUCTS = [
  { sku: 'MUG-1', product: 'Mug', price: 9.5 },
  { sku: 'TEA-2', product: 'Tea pot', price: 34.9 },
  { sku: 'CUP-4', product: 'Four cups', price: 22 },
  { sku: 'TIN-7', product: 'Tea tin', price: 7.25 },
  { sku: 'TRAY-3', product: 'Oak tray', price: 41 },
];

/** Of every five visitors two log in and buy; every ninth event is sent twice. */
const VISITORS = 5;
const BUYERS = 2;
const REPEAT_EVERY = 9;

/** Plans a run. `run` names it and is part of every id; `random` gives numbers in [0, 1). */
export function planShop({ visitors, run = randomUUID().slice(0, 8), random = Math.random }) {
  const nextId = messageIds(run);
  const people = Array.from({ length: visitors }, (_, n) => ({
    anonymousId: randomUUID(),
    userId: n % VISITORS < BUYERS ? `shopper-${run}-${n + 1}` : '',
  }));
  const buyers = people.filter((person) => person.userId);
  const phases = [
    withRepeats(interleave(people.map((person) => browse(person, nextId, random)))),
    buyers.map((person) => logIn(person, nextId)),
    withRepeats(interleave(buyers.map((person) => buy(person, nextId, random)))),
    // Each visitor's last event, never repeated: once it is stored, the order within its partition
    // says that every repeat before it has been judged too, and the rows can be counted.
    people.map((person) => leave(person, nextId)),
  ];
  return { run, people, buyers, phases };
}

/** What must be stored, derived from the plan alone. */
export function expectations({ buyers, phases }) {
  const calls = new Map(phases.flat().map((call) => [call.message.messageId, call]));
  return {
    sent: phases.flat().length,
    calls,
    stitched: [...calls.values()].filter(isStitched).length,
    links: buyers.length,
  };
}

/** Sent without a user id, and yet its row must name the user. */
export function isStitched(call) {
  return call.known && !call.message.userId;
}

function messageIds(run) {
  let next = 0;
  return () => `demo-${run}-${String(++next).padStart(4, '0')}`;
}

function browse(person, nextId, random) {
  const seen = Array.from({ length: 3 + Math.floor(random() * 4) }, () => pick(PRODUCTS, random));
  return [
    page(person, nextId, 'Home', { path: '/' }),
    ...seen.flatMap((item) => [
      page(person, nextId, 'Product', { path: `/products/${item.sku}` }),
      track(person, nextId, 'Product Viewed', item),
    ]),
    track(person, nextId, 'Product Added', { ...seen[0], quantity: 1 + Math.floor(random() * 3) }),
  ];
}

function logIn(person, nextId) {
  const { anonymousId, userId } = person;
  const traits = { email: `${userId}@example.com`, plan: 'guest' };
  return { method: 'identify', message: { messageId: nextId(), anonymousId, userId, traits }, person, known: true };
}

function buy(person, nextId, random) {
  const { product, price } = pick(PRODUCTS, random);
  const order = { order_id: randomUUID().slice(0, 8), total: price, currency: 'EUR', products: [product] };
  return [
    page(person, nextId, 'Checkout', { path: '/checkout' }),
    track(person, nextId, 'Checkout Started', { total: price, currency: 'EUR' }),
    track(person, nextId, 'Order Completed', order),
  ].map((call) => ({ ...call, known: true }));
}

function leave(person, nextId) {
  const call = track(person, nextId, 'Shop Left', { bought: person.userId !== '' });
  return { ...call, known: person.userId !== '' };
}

function page(person, nextId, name, properties) {
  const message = { messageId: nextId(), anonymousId: person.anonymousId, name, properties };
  return { method: 'page', message, person, known: false };
}

function track(person, nextId, event, properties) {
  const message = { messageId: nextId(), anonymousId: person.anonymousId, event, properties };
  return { method: 'track', message, person, known: false };
}

/** The visitors are in the shop at the same time: the first event of each, the second of each, ... */
function interleave(lists) {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, n) => lists.flatMap((list) => list.slice(n, n + 1))).flat();
}

/** A client that got no answer sends the same event again. */
function withRepeats(calls) {
  return calls.flatMap((call, n) => (n % REPEAT_EVERY === 0 ? [call, call] : [call]));
}

function pick(list, random) {
  return list[Math.floor(random() * list.length)];
}
