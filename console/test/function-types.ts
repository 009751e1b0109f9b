import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const ROOT = path.resolve(import.meta.dirname, '../..')
const TYPES = path.join(ROOT, 'udf-runtime/types')

/** Code of a function, and where it stands. */
export interface Example {
  name: string
  code: string
}

function read(file: string) {
  return readFileSync(path.join(ROOT, file), 'utf8')
}

/** The blocks of a README that are functions. */
export function examplesOfReadme(file: string): Example[] {
  return [...read(file).matchAll(/```js(?: function)?\n([\s\S]*?)```/g)].map(([, code], index) => ({
    name: `${file} ${index + 1}`,
    code,
  }))
}

export function examplesInFolder(folder: string): Example[] {
  return readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name: `${folder}/${name}`, code: read(`${folder}/${name}`) }))
}

/** The text blocks of a Java test, and its texts of one line, that are functions. */
export function examplesOfJava(file: string): Example[] {
  const text = read(file)
  const blocks = [...text.matchAll(/"""\n([\s\S]*?)"""/g)].map(([, code]) => code)
  const lines = [...text.matchAll(/"((?:export default|async function on)[^"]*)"/g)].map(([, code]) => code)
  return [...blocks, ...lines].map((code, index) => ({ name: `${file} ${index + 1}`, code }))
}

/** Tells the compiler what an author's editor knows: the type of what is exported, and of handlers by their names. */
function annotated(code: string) {
  const type = (name: string) => `/** @type {import('${TYPES}/index').${name}} */ `
  return code
    .replace(/^( *)export default /m, `$1${type('CdpFunction')}export default `)
    .replace(/^( *)((?:async )?function on[A-Z])/gm, `$1${type('SegmentHandler')}$2`)
    .replace(/^( *)(export (?:async )?function transformEvent)/gm, `$1${type('RudderTransform')}$2`)
}

/** What the compiler finds wrong in functions, each a module of its own; nothing: they are well typed. */
export function problems(examples: Example[], options: ts.CompilerOptions = {}) {
  const files = new Map(
    examples.map((example, index) => [
      path.join(TYPES, `example-${index}.js`),
      { ...example, code: annotated(example.code) },
    ]),
  )
  const settings: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    allowJs: true,
    checkJs: true,
    strict: true,
    noEmit: true,
    ...options,
  }
  const host = ts.createCompilerHost(settings)
  const { fileExists, readFile } = host
  host.fileExists = (name) => files.has(name) || fileExists(name)
  host.readFile = (name) => files.get(name)?.code ?? readFile(name)
  const declarations = ['index.d.ts', 'functions-lib.d.ts'].map((name) => path.join(TYPES, name))
  const program = ts.createProgram([...declarations, ...files.keys()], settings, host)
  return ts.getPreEmitDiagnostics(program).map((found) => {
    const where = found.file ? (files.get(found.file.fileName)?.name ?? found.file.fileName) : ''
    const line = found.file ? found.file.getLineAndCharacterOfPosition(found.start ?? 0).line + 1 : 0
    return `${where}, line ${line}: ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`
  })
}
