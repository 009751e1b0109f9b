import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import declarations from '../../../../../udf-runtime/types/index.d.ts?raw'

interface Member {
  name: string
  type: string
  doc: string
}

/** The interfaces of a declaration file that is written as ours is: one member a line, its comment above it. */
export function interfacesOf(text: string): Record<string, Member[]> {
  const found: Record<string, Member[]> = {}
  for (const [, name, body] of text.matchAll(/interface (\w+) \{\n([\s\S]*?)\n\}/g)) {
    found[name] = membersOf(body)
  }
  return found
}

function membersOf(body: string) {
  const members: Member[] = []
  let doc = ''
  for (const line of body.split('\n').map((each) => each.trim())) {
    const comment = /^\/\*\* ?(.*?) ?\*\/$/.exec(line)
    const member = /^(?:readonly )?(\w+)\??(?:<[^(]*>)?(\(.*\): |: )(.+)$/.exec(line)
    if (comment) doc = comment[1]
    if (!member) continue
    const [, name, middle, type] = member
    members.push({ name, type: middle === ': ' ? type : `${middle}${type}`, doc })
    doc = ''
  }
  return members
}

const INTERFACES = interfacesOf(declarations)
const ROOTS: Record<string, string> = { event: 'Event', ctx: 'Context' }

/** The members of what a path such as `ctx.log` stands for. */
export function membersAt(path: string[]): Member[] {
  let type: string | undefined = ROOTS[path[0]]
  for (const name of path.slice(1)) {
    type = INTERFACES[type ?? '']?.find((member) => member.name === name)?.type
  }
  return INTERFACES[type ?? ''] ?? []
}

/** Completes members of event and ctx from the declarations that the runtime ships. */
export function completeFunction(context: CompletionContext): CompletionResult | null {
  const typed = context.matchBefore(/[\w.?]+/)
  if (!typed?.text.includes('.')) return null
  const path = typed.text.replaceAll('?', '').split('.')
  const options = membersAt(path.slice(0, -1)).map(({ name, type, doc }): Completion => ({
    label: name,
    detail: type.length > 48 ? `${type.slice(0, 45)}…` : type,
    info: doc || undefined,
    type: type.startsWith('(') ? 'method' : 'property',
  }))
  return options.length > 0 ? { from: typed.to - path.at(-1)!.length, options, validFor: /^\w*$/ } : null
}
