import { ArrowRightIcon, RadioIcon } from 'lucide-react'
import { Link } from 'react-router-dom'
import { EmptyState } from '@/components/empty-state'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { useAllSources } from '@/features/sources/hooks/use-sources'
import { useWorkspace } from '@/lib/workspace'

/** What a newcomer does first. */
export function GetStarted() {
  const workspace = useWorkspace()
  const sources = useAllSources()
  const first = sources.data?.[0]
  return (
    <Card>
      <EmptyState
        icon={RadioIcon}
        title="No event came in this time"
        action={
          <Button asChild>
            <Link to={first ? workspace.to(`sources/${first.id}`) : workspace.to('sources')}>
              {first ? 'Get the snippet' : 'Make a source'} <ArrowRightIcon />
            </Link>
          </Button>
        }
      >
        {first
          ? `Copy the snippet of “${first.name}”, run it, and see the event arrive.`
          : 'Make a source, copy its snippet, and see your first event arrive.'}
      </EmptyState>
    </Card>
  )
}
