import { Command as Primitive } from 'cmdk'
import { SearchIcon } from 'lucide-react'
import type { ComponentProps } from 'react'

export const CommandList = (props: ComponentProps<typeof Primitive.List>) => (
  <Primitive.List className="max-h-80 overflow-y-auto p-1" {...props} />
)

export const CommandEmpty = (props: ComponentProps<typeof Primitive.Empty>) => (
  <Primitive.Empty className="py-6 text-center text-sm text-muted-foreground" {...props} />
)

export const CommandGroup = (props: ComponentProps<typeof Primitive.Group>) => (
  <Primitive.Group
    className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground"
    {...props}
  />
)

export const CommandItem = (props: ComponentProps<typeof Primitive.Item>) => (
  <Primitive.Item
    className="flex items-center gap-2 rounded-sm px-2 py-2 text-sm select-none data-[selected=true]:bg-accent [&_svg]:size-4 [&_svg]:text-muted-foreground"
    {...props}
  />
)

export function CommandInput(props: ComponentProps<typeof Primitive.Input>) {
  return (
    <div className="flex items-center gap-2 border-b px-3">
      <SearchIcon className="size-4 shrink-0 text-muted-foreground" />
      <Primitive.Input
        className="h-11 w-full bg-transparent text-sm outline-none placeholder:text-muted-foreground"
        {...props}
      />
    </div>
  )
}

export { Primitive as Command }
