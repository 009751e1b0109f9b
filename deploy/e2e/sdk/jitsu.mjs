import { jitsuAnalytics } from '@jitsu/js';
import { click, CLICKS, groupTraits, pageProperties, purchase, target, traits } from './visit.mjs';

const { host, writeKey, anonymousId, userId } = target;
const analytics = jitsuAnalytics({ host, writeKey, errorPolicy: 'rethrow' });

analytics.setAnonymousId(anonymousId);
await analytics.page('Tea', pageProperties);
await analytics.identify(userId, traits);
await analytics.track('Order Completed', purchase);
await analytics.group('acme', groupTraits);
for (let n = 0; n < CLICKS; n++) {
  await analytics.track('Clicked', click(n));
}
