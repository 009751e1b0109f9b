import { cn } from '@/lib/utils'
import { CopyButton } from './copy-button'

/** A text to copy, with long lines to scroll. */
export function CodeBlock({ code, label, className }: { code: string; label: string; className?: string }) {
  return (
    <div className={cn('relative min-w-0 rounded-lg border bg-muted/50', className)}>
      <pre
        tabIndex={0}
        aria-label={label}
        className="max-h-96 overflow-auto p-3 pr-12 text-xs leading-relaxed outline-none focus-visible:ring-[3px] focus-visible:ring-ring/50"
      >
        <code>{code}</code>
      </pre>
      <div className="absolute top-1 right-1">
        <CopyButton text={code} label={`Copy ${label}`} />
      </div>
    </div>
  )
}

/** A value as indented JSON; a text that is no JSON stays as it is. */
export function JsonBlock({ value, label, className }: { value: unknown; label: string; className?: string }) {
  const code = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')
  return <CodeBlock code={code} label={label} className={className} />
}
