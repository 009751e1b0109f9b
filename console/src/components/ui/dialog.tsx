import { XIcon } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/lib/utils'

export const Dialog = Primitive.Root
export const DialogTrigger = Primitive.Trigger
export const DialogClose = Primitive.Close

const overlay =
  'fixed inset-0 z-50 bg-black/50 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0'

type ContentProps = ComponentProps<typeof Primitive.Content> & { title: string; description?: ReactNode }

/** A question or a form in the middle of the page. */
export function DialogContent({ className, title, description, children, ...props }: ContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlay} />
      <Primitive.Content
        className={cn(
          'fixed top-1/2 left-1/2 z-50 grid max-h-[92dvh] w-[calc(100%-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-xl border bg-card p-5 shadow-lg duration-150 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-95',
          className,
        )}
        {...(description ? {} : { 'aria-describedby': undefined })}
        {...props}
      >
        <Heading title={title} description={description} />
        {children}
        <CloseCorner />
      </Primitive.Content>
    </Primitive.Portal>
  )
}

/** What is looked at beside the list: from the right, over the whole width of a phone. */
export function SheetContent({ className, title, description, children, ...props }: ContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlay} />
      <Primitive.Content
        className={cn(
          'fixed inset-y-0 right-0 z-50 flex w-full flex-col gap-4 overflow-y-auto border-l bg-card p-5 shadow-lg duration-200 data-[state=open]:animate-in data-[state=open]:slide-in-from-right sm:max-w-xl',
          className,
        )}
        {...(description ? {} : { 'aria-describedby': undefined })}
        {...props}
      >
        <Heading title={title} description={description} />
        {children}
        <CloseCorner />
      </Primitive.Content>
    </Primitive.Portal>
  )
}

function Heading({ title, description }: { title: string; description?: ReactNode }) {
  return (
    <div className="grid gap-1 pr-8">
      <Primitive.Title className="text-base font-semibold break-words">{title}</Primitive.Title>
      {description && (
        <Primitive.Description asChild>
          <div className="text-sm text-muted-foreground">{description}</div>
        </Primitive.Description>
      )}
    </div>
  )
}

function CloseCorner() {
  return (
    <Primitive.Close className="absolute top-4 right-4 rounded-sm p-1 text-muted-foreground hover:text-foreground focus-visible:ring-[3px] focus-visible:ring-ring/50">
      <XIcon className="size-4" />
      <span className="sr-only">Close</span>
    </Primitive.Close>
  )
}

export function DialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('flex flex-col-reverse gap-2 sm:flex-row sm:justify-end', className)} {...props} />
}
