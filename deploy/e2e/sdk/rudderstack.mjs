import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { click, CLICKS, groupTraits, pageProperties, purchase, screenProperties, target, traits } from './visit.mjs';

const { host, writeKey, anonymousId, userId } = target;
const analytics = new RudderAnalytics(writeKey, { dataPlaneUrl: host, flushInterval: 100 });

/** One call, answered. The SDK tells each event's callback what became of its batch. */
function send(method, message) {
  return new Promise((resolve, reject) => {
    analytics[method](message, (error) => (error ? reject(error) : resolve()));
  });
}

const calls = [
  send('identify', { anonymousId, userId, traits }),
  send('track', { anonymousId, userId, event: 'Order Completed', properties: purchase }),
  send('page', { anonymousId, userId, name: 'Tea', properties: pageProperties }),
  send('screen', { anonymousId, userId, name: 'Cart', properties: screenProperties }),
  send('group', { anonymousId, userId, groupId: 'acme', traits: groupTraits }),
  send('alias', { userId, previousId: anonymousId }),
  ...Array.from({ length: CLICKS }, (_, n) =>
    send('track', { anonymousId, userId, event: 'Clicked', properties: click(n) }),
  ),
];
await Promise.all(calls);
