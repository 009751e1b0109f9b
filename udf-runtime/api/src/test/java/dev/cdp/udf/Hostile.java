package dev.cdp.udf;

/** Bodies of functions that mean harm, each of which has to be stopped for it. */
enum Hostile {
    ENDLESS_LOOP("while (true) {}"),
    ENDLESS_LOOP_THAT_CATCHES("while (true) { try { while (true) {} } catch {} finally { continue } }"),
    ENDLESS_RECURSION("const f = () => f() + 1; return f()"),
    ENDLESS_PROMISES("const f = () => Promise.resolve().then(f); return f()"),
    ENDLESS_AWAITS("return (async () => { while (true) await null })()"),
    ENDLESS_MICROTASKS("const f = () => queueMicrotask(f); f(); return new Promise(() => {})"),
    ENDLESS_TIMERS("return new Promise(() => { setInterval(() => {}, 1) })"),
    TIMER_BEYOND_THE_TIME("return new Promise((done) => setTimeout(done, 1e9, event))"),
    ENDLESS_GETTER("return { get x() { while (true) {} } }"),
    ENDLESS_PROXY_TRAP("return new Proxy({}, { ownKeys() { while (true) {} } })"),
    ENDLESS_PROXY_CHAIN("const h = {}; const p = new Proxy({}, h); Object.setPrototypeOf(h, p); return p.x"),
    ENDLESS_TO_JSON("return { toJSON() { while (true) {} } }"),
    ENDLESS_THEN("return { then() { while (true) {} } }"),
    ENDLESS_COMPARATOR("return [3, 2, 1].sort(() => { while (true) {} })"),
    ENDLESS_ITERATOR("return [...{ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) }]"),
    ENDLESS_GENERATOR("function* g() { while (true) yield 1 }\nfor (const x of g()) {}"),
    ENDLESS_TO_STRING("return `${{ toString() { while (true) {} } }}`"),
    ENDLESS_ERROR("throw { get name() { while (true) {} }, get message() { while (true) {} } }"),
    ENDLESS_REPLACER("return 'a'.replace(/a/, () => { while (true) {} })"),
    BACKTRACKING_REGEX("return /^(a+)+\\1b$/.test('a'.repeat(200)) ? event : null"),
    BACKTRACKING_LOOKBEHIND(
            "return /(?<=(a|aa)+)\\1$/.test('a'.repeat(5000) + 'b'.repeat(9)) && /((a*)*)*\\2b/.test('a'.repeat(40))"),
    HUGE_ARRAY("const a = []; while (true) a.push({ a: 1, b: [1, 2, 3] })"),
    HUGE_ARRAY_BY_FILL("return new Array(4e8).fill(1).map((x) => ({ x }))"),
    HUGE_ARRAY_FROM("return Array.from({ length: 1e9 }, (_, i) => ({ i }))"),
    HUGE_STRING("let s = 'x'; while (true) s += s"),
    HUGE_STRING_BY_REPEAT("return { s: 'x'.repeat(2 ** 29) }"),
    HUGE_STRING_BY_PAD("return { s: 'x'.padStart(2 ** 30 - 30) }"),
    HUGE_JOIN("return { s: new Array(2 ** 27).join('abcdefgh') }"),
    HUGE_BUFFER("return { b: new ArrayBuffer(2 ** 31 - 1).byteLength }"),
    HUGE_TYPED_ARRAY("return { b: new Float64Array(2 ** 28).length }"),
    MANY_BUFFERS("const a = []; while (true) a.push(new ArrayBuffer(2 ** 20))"),
    HUGE_MAP("const m = new Map(); for (let i = 0; ; i++) m.set(i, { i })"),
    HUGE_SET_OF_STRINGS("const s = new Set(); for (let i = 0; ; i++) s.add('key' + i)"),
    HUGE_CLOSURES("let f = () => 0; while (true) { const g = f; f = () => g() + 1 }"),
    HUGE_JSON("let j = '['.repeat(5e6) + ']'.repeat(5e6); return { v: JSON.parse(j) }"),
    DEEP_JSON_OUT("let o = {}; for (let i = 0; i < 1e6; i++) o = { o }; return o"),
    HUGE_BIGINT("let n = 2n; while (true) n = n * n"),
    HUGE_SYMBOLS("for (let i = 0; ; i++) Symbol.for('s' + i + 'x'.repeat(1000))"),
    HUGE_CLONE("const a = []; a.length = 2 ** 32 - 1; return structuredClone(a)"),
    HUGE_SPREAD("return Math.max(...new Array(3e7))"),
    LONG_LOG("while (true) console.log('x'.repeat(1e6))"),
    MANY_WEAK_REFS("const a = []; while (true) a.push(new WeakRef({}))");

    private final String body;

    Hostile(String body) {
        this.body = body;
    }

    /** The whole module. */
    String code() {
        return "export default (event, ctx) => { " + body + "\n}";
    }
}
