import {
  examplesInFolder,
  examplesOfJava,
  examplesOfReadme,
  problems,
  type Example,
} from '../../../../test/function-types'
import { expect, test } from 'vitest'
import { TEMPLATE } from './schema'

const OURS: Example[] = [
  { name: 'the template of a new function', code: TEMPLATE },
  ...examplesOfReadme('udf-runtime/README.md'),
]
const GUIDE = examplesOfReadme('docs/functions.md')
/** Written as their authors write them, who know what their events have: undefined is not looked for. */
const OTHERS: Example[] = [
  ...examplesInFolder('deploy/bench/src/main/resources/dev/cdp/bench/function'),
  ...examplesOfJava('udf-runtime/api/src/test/java/dev/cdp/udf/PublicExamplesTest.java'),
]

test('the declarations and our examples are well typed', () => {
  expect(OURS.length).toBeGreaterThanOrEqual(2)
  expect(problems(OURS)).toEqual([])
})

test('the examples of the guide are well typed, but for what it can not know of an event', () => {
  expect(GUIDE.length).toBeGreaterThanOrEqual(10)
  expect(problems(GUIDE, { strictNullChecks: false, noImplicitAny: false })).toEqual([])
})

test("other people's functions are well typed as they are", () => {
  expect(OTHERS.length).toBeGreaterThanOrEqual(12)
  expect(problems(OTHERS, { strictNullChecks: false, noImplicitAny: false })).toEqual([])
})

const WRONG = {
  'a member that ctx does not have': 'export default (event, ctx) => { ctx.stor.get("a"); return event }',
  'a number returned': 'export default (event) => 7',
  'a number in an array returned': 'export default (event) => [event, 7]',
  'an unknown word returned': 'export default (event) => "dropped"',
  'a type that no event has': 'export default (event) => { if (event.type === "click") return null; return event }',
  'a key that is no text': 'export default async (event, ctx) => { await ctx.store.set(1, event); return event }',
  'a promise taken for its value': 'export default (event, ctx) => ({ ...event, n: ctx.store.get("n") + 1 })',
  'a delay that is no number': 'export default () => { throw new RetryError("busy", { delay: "soon" }) }',
  'a log that is called': 'export default (event, ctx) => { ctx.log("seen"); return event }',
  'a secret written': 'export default (event, ctx) => { ctx.secrets.key = "x"; return event }',
  'a geo that may be missing': 'export default (event, ctx) => ({ ...event, country: ctx.geo.country })',
  'a count that is a text': 'export default (event, ctx) => { ctx.metrics.increment("n", "2"); return event }',
}

const found = problems(Object.entries(WRONG).map(([name, code]) => ({ name, code })))

test.each(Object.keys(WRONG))('wrong use is found: %s', (name) => {
  expect(found.filter((problem) => problem.startsWith(`${name}, line 1:`))).not.toEqual([])
})
