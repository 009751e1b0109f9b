import { PlusIcon } from 'lucide-react'
import { useState } from 'react'
import { CodeBlock } from '@/components/code-block'
import { FormField } from '@/components/form-field'
import { SecretOnce } from '@/components/secret-once'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Input, NativeSelect } from '@/components/ui/input'
import { useWorkspace } from '@/lib/workspace'
import { useCollector, useCollectorUrl } from '@/stores/collector'
import { useRevealedKeys } from '@/stores/revealed-keys'
import type { Source } from '../data/schema'
import { snippets } from '../data/snippets'
import { useCreateWriteKey } from '../hooks/use-sources'
import { FirstEvent } from './first-event'

const PLACEHOLDER = 'YOUR_WRITE_KEY'

/** From nothing to the first event: a key, a snippet with it, and the wait. */
export function Connect({ source }: { source: Source }) {
  const key = useRevealedKeys((state) => state.keys[source.id])
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
      <Card>
        <CardHeader>
          <div>
            <CardTitle>Send an event</CardTitle>
            <CardDescription>Any Segment-compatible client works: only its address and its key change.</CardDescription>
          </div>
        </CardHeader>
        <CardContent className="grid gap-4">
          {key ? <SecretOnce secret={key} label="write key" /> : <NoKey source={source} />}
          <Snippets writeKey={key ?? PLACEHOLDER} />
        </CardContent>
      </Card>
      <FirstEvent source={source} />
    </div>
  )
}

function NoKey({ source }: { source: Source }) {
  const { canEdit } = useWorkspace()
  const create = useCreateWriteKey(source.id)
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 rounded-lg border border-dashed p-3">
      <p className="text-muted-foreground">
        Write keys are shown only when they are made. Make one to have it in the snippet, or write one that you have in
        the place of {PLACEHOLDER}.
      </p>
      {canEdit && (
        <Button size="sm" disabled={create.isPending} onClick={() => create.mutate(undefined)}>
          <PlusIcon /> Make a write key
        </Button>
      )}
    </div>
  )
}

function Snippets({ writeKey }: { writeKey: string }) {
  const host = useCollectorUrl()
  const { address, setAddress } = useCollector()
  const [chosen, setChosen] = useState('curl')
  const all = snippets(host, writeKey)
  const snippet = all.find(({ id }) => id === chosen) ?? all[0]
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label="Client">
          <NativeSelect value={snippet.id} onChange={(event) => setChosen(event.target.value)}>
            {all.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </FormField>
        <FormField label="Collector address" hint="As your clients reach it; remembered in this browser.">
          <Input
            value={address}
            placeholder={host}
            onChange={(event) => setAddress(event.target.value.trim().replace(/\/+$/, ''))}
          />
        </FormField>
      </div>
      {snippet.install && <CodeBlock code={snippet.install} label="how to install it" />}
      <CodeBlock code={snippet.code} label="snippet" />
    </>
  )
}
