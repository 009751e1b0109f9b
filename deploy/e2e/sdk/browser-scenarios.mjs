/*
 * What a page does. Each function that is given to page.evaluate runs in the browser; it tells the
 * id of each event to `sending`.
 */

/** Segment's library, its settings loaded from the collector: one request for each event. */
async function segmentSingle(page, data) {
  await loadSegment(page, data, {});
  const last = answered(page, '/v1/a');
  await sendAllTypes(page, data);
  await last;
}

/** The same library, batching. */
async function segmentBatching(page, data) {
  await loadSegment(page, data, { strategy: 'batching', config: { size: 4, timeout: 500 } });
  const first = answered(page, '/v1/b');
  await sendAllTypes(page, data);
  await first;
  // The rest goes by the clock.
  await answered(page, '/v1/b');
}

/** A batch that is still open when its page goes away. */
async function segmentUnload(page, data) {
  await loadSegment(page, data, { strategy: 'batching', config: { size: 100, timeout: 600_000 } });
  await page.evaluate((visit) => void window.analytics.track('Order Completed', visit.purchase), data);
  await page.waitForFunction(() => window.buffered === 1);
  await leave(page);
}

async function jitsu(page, data) {
  const last = answered(page, '/api/s/group');
  await page.evaluate(async (visit) => {
    const { jitsuAnalytics } = await import('/jitsu/jitsu.es.js');
    const { fetch } = window;
    window.fetch = (url, options) => {
      window.sending(JSON.parse(options.body).messageId);
      return fetch(url, options);
    };
    const analytics = jitsuAnalytics({ host: visit.host, writeKey: visit.writeKey, errorPolicy: 'rethrow' });
    analytics.setAnonymousId(visit.anonymousId);
    await analytics.page('Tea', visit.pageProperties);
    await analytics.identify(visit.userId, visit.traits);
    await analytics.track('Order Completed', visit.purchase);
    await analytics.group('acme', visit.groupTraits);
  }, data);
  await last;
}

/** Beacons in both content types: the second one needs a preflight, with credentials. */
async function beacons(page, data) {
  const both = Promise.all(
    ['text/plain', 'application/json'].map((type) =>
      page.waitForEvent('requestfinished', (request) => request.headers()['content-type'] === type),
    ),
  );
  await page.evaluate(async (visit) => {
    for (const type of ['text/plain', 'application/json']) {
      const messageId = crypto.randomUUID();
      await window.sending(messageId);
      const event = { messageId, writeKey: visit.writeKey, anonymousId: visit.anonymousId, event: 'Beacon' };
      const queued = navigator.sendBeacon(`${visit.host}/v1/t`, new Blob([JSON.stringify(event)], { type }));
      if (!queued) {
        throw new Error(`the browser did not take a beacon of ${type}`);
      }
    }
  }, data);
  await both;
}

/** Beacons and a fetch with keepalive, sent while the page goes away. */
async function goodbye(page, data) {
  await page.evaluate(async (visit) => {
    const ids = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    for (const id of ids) {
      await window.sending(id);
    }
    const event = (messageId) =>
      JSON.stringify({ messageId, writeKey: visit.writeKey, anonymousId: visit.anonymousId, event: 'Left' });
    addEventListener('pagehide', () => {
      fetch(`${visit.host}/v1/t`, { method: 'POST', keepalive: true, body: event(ids[0]) });
      navigator.sendBeacon(`${visit.host}/v1/t`, new Blob([event(ids[1])], { type: 'text/plain' }));
      navigator.sendBeacon(`${visit.host}/v1/t`, new Blob([event(ids[2])], { type: 'application/json' }));
    });
  }, data);
  await leave(page);
}

export const scenarios = { segmentSingle, segmentBatching, segmentUnload, jitsu, beacons, goodbye };

async function loadSegment(page, data, deliveryStrategy) {
  await page.addScriptTag({ url: '/segment/index.js' });
  await page.evaluate(
    async ({ visit, delivery }) => {
      const [analytics] = await window.AnalyticsNext.AnalyticsBrowser.load(
        { writeKey: visit.writeKey, cdnURL: visit.host },
        { integrations: { 'Segment.io': { deliveryStrategy: delivery } } },
      );
      window.analytics = analytics;
      window.buffered = 0;
      analytics.setAnonymousId(visit.anonymousId);
      await analytics.addSourceMiddleware(({ payload, next }) => {
        window.sending(payload.obj.messageId);
        next(payload);
      });
      analytics.on('track', () => window.buffered++);
    },
    { visit: data, delivery: deliveryStrategy },
  );
}

async function sendAllTypes(page, data) {
  await page.evaluate(async (visit) => {
    const { analytics } = window;
    await analytics.identify(visit.userId, visit.traits);
    await analytics.track('Order Completed', visit.purchase);
    await analytics.page('Tea', visit.pageProperties);
    await analytics.screen('Cart', visit.screenProperties);
    await analytics.group('acme', visit.groupTraits);
    await analytics.alias(visit.userId, visit.anonymousId);
  }, data);
}

function answered(page, path) {
  return page.waitForResponse(
    (response) => response.url().endsWith(path) && response.request().method() === 'POST',
  );
}

/** Goes elsewhere, and leaves the browser open as a person would: nothing tells when it is through. */
async function leave(page) {
  await page.goto('about:blank');
  await page.waitForTimeout(3_000);
}
