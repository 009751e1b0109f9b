import { KeyRoundIcon } from 'lucide-react'
import { CopyButton } from './copy-button'

/** A secret that the service shows this one time. */
export function SecretOnce({ secret, label }: { secret: string; label: string }) {
  return (
    <div role="status" className="rounded-lg border border-warning/40 bg-warning/10 p-3">
      <p className="flex items-center gap-2 text-sm font-medium">
        <KeyRoundIcon className="size-4 text-warning" aria-hidden /> Copy it now: it is shown this once.
      </p>
      <div className="mt-2 flex items-center gap-1 rounded-md border bg-card pl-3">
        <code className="min-w-0 flex-1 py-2 text-xs break-all" aria-label={label}>
          {secret}
        </code>
        <CopyButton text={secret} label={`Copy ${label}`} />
      </div>
    </div>
  )
}
