export interface Snippet {
  id: string
  label: string
  /** How to get the client; empty where nothing is to be installed. */
  install: string
  code: string
}

/** A first event by each client, which is unchanged but for its host and key. */
export function snippets(host: string, key: string): Snippet[] {
  return [
    { id: 'curl', label: 'curl', install: '', code: curl(host, key) },
    { id: 'browser', label: 'Browser', install: 'npm install @segment/analytics-next', code: browser(host, key) },
    { id: 'node', label: 'Node.js', install: 'npm install @segment/analytics-node', code: node(host, key) },
    { id: 'python', label: 'Python', install: 'pip install segment-analytics-python', code: python(host, key) },
    { id: 'java', label: 'Java', install: 'com.segment.analytics.java:analytics', code: java(host, key) },
    {
      id: 'rudderstack',
      label: 'RudderStack',
      install: 'npm install @rudderstack/rudder-sdk-node',
      code: rudder(host, key),
    },
    { id: 'jitsu', label: 'Jitsu', install: 'npm install @jitsu/js', code: jitsu(host, key) },
    { id: 'pixel', label: 'Pixel', install: '', code: pixel(host, key) },
  ]
}

const curl = (host: string, key: string) => `curl ${host}/v1/track -u ${key}: \\
  -H 'Content-Type: application/json' \\
  -d '{"event": "First Event", "anonymousId": "visitor-1", "properties": {"from": "curl"}}'`

const browser = (host: string, key: string) => `import { AnalyticsBrowser } from '@segment/analytics-next'

const analytics = AnalyticsBrowser.load({ writeKey: '${key}', cdnURL: '${host}' })
analytics.track('First Event', { from: 'a browser' })`

const node = (host: string, key: string) => `import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ host: '${host}', writeKey: '${key}' })
analytics.track({ event: 'First Event', anonymousId: 'visitor-1', properties: { from: 'node' } })
await analytics.closeAndFlush()`

const python = (host: string, key: string) => `import segment.analytics as analytics

analytics.host = '${host}'
analytics.write_key = '${key}'
analytics.track(anonymous_id='visitor-1', event='First Event', properties={'from': 'python'})
analytics.flush()`

const java = (
  host: string,
  key: string,
) => `Analytics analytics = Analytics.builder("${key}").endpoint("${host}").build();
analytics.enqueue(TrackMessage.builder("First Event")
    .anonymousId("visitor-1")
    .properties(Map.of("from", "java")));
analytics.flush();`

const rudder = (host: string, key: string) => `import RudderAnalytics from '@rudderstack/rudder-sdk-node'

const analytics = new RudderAnalytics('${key}', { dataPlaneUrl: '${host}' })
analytics.track({ event: 'First Event', anonymousId: 'visitor-1', properties: { from: 'rudderstack' } })
analytics.flush()`

const jitsu = (host: string, key: string) => `import { jitsuAnalytics } from '@jitsu/js'

const analytics = jitsuAnalytics({ host: '${host}', writeKey: '${key}' })
await analytics.track('First Event', { from: 'jitsu' })`

/** For mails and pages without scripts: the event as base64url. */
function pixel(host: string, key: string) {
  const event = btoa(JSON.stringify({ event: 'First Event', anonymousId: 'visitor-1' }))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
  return `<img src="${host}/v1/pixel/track?writeKey=${key}&data=${event}" width="1" height="1" alt="">`
}
