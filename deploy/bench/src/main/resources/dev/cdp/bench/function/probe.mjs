// The reference: the same functions on Node's V8, called plainly, JSON in and out as bytes. Reads lines
// "name seconds" and answers each with events per second.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const folder = new URL('.', import.meta.url)
const event = readFileSync(new URL('event.json', folder))
const encoder = new TextEncoder()
let kept = 0

for await (const line of createInterface({ input: process.stdin })) {
  const [name, seconds] = line.split(' ')
  const { default: run } = await import(new URL(`${name}.js`, folder))
  const start = process.hrtime.bigint()
  const end = start + BigInt(Math.round(Number(seconds) * 1e9))
  let count = 0
  while (process.hrtime.bigint() < end) {
    for (let i = 0; i < 100; i++) {
      const result = run(JSON.parse(event.toString('utf8')))
      const events = Array.isArray(result) ? result : [result]
      for (const one of events) kept ^= encoder.encode(JSON.stringify(one)).length
    }
    count += 100
  }
  console.log(count / (Number(process.hrtime.bigint() - start) / 1e9))
}
if (kept < 0) console.log(kept)
