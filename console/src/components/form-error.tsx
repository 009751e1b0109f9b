import { messageOf } from '@/api/client'

/** What the service said to a form that it refused. */
export function FormError({ error }: { error: unknown }) {
  if (!error) return null
  return (
    <p role="alert" className="rounded-md border border-destructive/30 bg-destructive/10 px-3 py-2 text-destructive">
      {messageOf(error)}
    </p>
  )
}
