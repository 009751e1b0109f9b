import { Analytics } from '@segment/analytics-node';
import { click, CLICKS, groupTraits, pageProperties, purchase, screenProperties, target, traits } from './visit.mjs';

const { host, writeKey, anonymousId, userId } = target;
const analytics = new Analytics({ host, writeKey });
analytics.on('error', ({ reason }) => {
  console.error(reason);
  process.exitCode = 1;
});

analytics.identify({ anonymousId, userId, traits });
analytics.track({ anonymousId, userId, event: 'Order Completed', properties: purchase });
analytics.page({ anonymousId, userId, name: 'Tea', properties: pageProperties });
analytics.screen({ anonymousId, userId, name: 'Cart', properties: screenProperties });
analytics.group({ anonymousId, userId, groupId: 'acme', traits: groupTraits });
analytics.alias({ userId, previousId: anonymousId });
for (let n = 0; n < CLICKS; n++) {
  analytics.track({ anonymousId, userId, event: 'Clicked', properties: click(n) });
}
await analytics.closeAndFlush();
