import { useState, type ReactNode } from 'react'
import { Button } from './ui/button'
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from './ui/dialog'

interface Props {
  /** What opens the question. */
  children: ReactNode
  title: string
  /** What will happen then. */
  description: ReactNode
  action: string
  onConfirm: () => Promise<unknown>
  destructive?: boolean
}

/** Asks before it does. It stays open while it is done, and when it fails. */
export function ConfirmButton({ children, title, description, action, onConfirm, destructive = true }: Props) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  async function confirm() {
    setBusy(true)
    try {
      await onConfirm()
      setOpen(false)
    } catch {
      // The change has said what went wrong.
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent title={title} description={description}>
        <DialogFooter>
          <Button variant="outline" onClick={() => setOpen(false)}>
            Cancel
          </Button>
          <Button variant={destructive ? 'destructive' : 'default'} disabled={busy} onClick={confirm}>
            {action}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
