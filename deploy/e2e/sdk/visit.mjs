/*
 * What every client sends, in its own way: one event of each type that it has, and then so many
 * clicks that more than one batch is needed. SdkClientsIT holds the same values in Java.
 */

/** Settings that the test gives: collector, write key, anonymous id and user id of this run. */
export const target = {
  host: required('CDP_COLLECTOR_URL'),
  writeKey: required('CDP_WRITE_KEY'),
  anonymousId: required('CDP_E2E_ANONYMOUS_ID'),
  userId: required('CDP_E2E_USER_ID'),
};

export const CLICKS = 40;

export const traits = { email: 'ann@example.com', age: 42, newsletter: true, address: { city: 'Oslo', zipCode: '0150' } };
export const groupTraits = { name: 'Acme', employees: 250 };
export const purchase = {
  orderId: 'o-1',
  total: 39.5,
  express: false,
  coupons: ['SPRING', 'VIP'],
  shipping: { method: 'post', 'Weight (kg)': 1.25 },
};
export const pageProperties = { path: '/tea', referrer: 'https://example.com/' };
export const screenProperties = { variant: 'dark' };
export const click = (n) => ({ number: n });

function required(name) {
  if (!process.env[name]) {
    throw new Error(`${name} is not set`);
  }
  return process.env[name];
}
