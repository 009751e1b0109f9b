import { Link } from 'react-router-dom'
import type { Schemas } from '@/api/client'
import { JsonBlock } from '@/components/code-block'
import { Details } from '@/components/details'
import { Badge, type Tone } from '@/components/ui/badge'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { useDestinationName } from '@/features/destinations/hooks/use-destination-name'
import { useSourceName } from '@/features/sources/hooks/use-source-name'
import { dateTime, words } from '@/lib/format'
import { reasonText } from '@/lib/reasons'
import { useWorkspace } from '@/lib/workspace'

type Journey = Schemas['Journey']

const MOMENTS: Record<Journey['moments'][number]['kind'], Tone> = {
  accepted: 'success',
  duplicate: 'neutral',
  superseded: 'neutral',
  dead_letter: 'danger',
  linked: 'primary',
}

const STATES: Record<Journey['standings'][number]['state'], Tone> = {
  delivered: 'success',
  dropped: 'warning',
  dead_letter: 'danger',
  duplicate: 'neutral',
  held: 'warning',
  in_flight: 'primary',
  never_accepted: 'danger',
}

/** One event: what happened when, how each destination stands, the rows, and the event as it was sent. */
export function JourneyCard({ journey }: { journey: Journey }) {
  const sourceName = useSourceName()
  return (
    <Card>
      <CardHeader>
        <CardTitle className="flex flex-wrap items-center gap-2 text-base">
          <Badge tone="primary">{journey.type}</Badge> {journey.event || journey.message_id}
        </CardTitle>
      </CardHeader>
      <CardContent className="grid gap-6">
        <Details
          rows={[
            ['Source', sourceName(journey.source_id)],
            ['Anonymous id', journey.anonymous_id],
            ['User id, as stored', journey.user_id],
            ['Event id', journey.event_id],
          ]}
        />
        <Moments moments={journey.moments} />
        <Standings standings={journey.standings} />
        {journey.rows.length > 0 && (
          <section>
            <h3 className="mb-2 font-medium">Rows</h3>
            <div className="grid gap-2">
              {journey.rows.map((row) => (
                <JsonBlock key={row.row_no} value={row.row} label={`row ${row.row_no}`} />
              ))}
            </div>
          </section>
        )}
        {journey.payload !== null && (
          <section>
            <h3 className="mb-2 font-medium">As it was sent</h3>
            <JsonBlock value={journey.payload} label="event as it was sent" />
          </section>
        )}
      </CardContent>
    </Card>
  )
}

function Moments({ moments }: Pick<Journey, 'moments'>) {
  const { to } = useWorkspace()
  return (
    <section>
      <h3 className="mb-2 font-medium">What happened</h3>
      <ol className="ml-1.5 grid gap-3 border-l pl-5">
        {moments.map((moment, index) => (
          <li key={index} className="relative grid gap-0.5">
            <span
              aria-hidden
              className="absolute top-1.5 -left-[25px] size-2.5 rounded-full border-2 border-card bg-primary"
            />
            <span className="flex flex-wrap items-center gap-2">
              <Badge tone={MOMENTS[moment.kind]}>{words(moment.kind)}</Badge>
              <time dateTime={moment.at} className="text-xs text-muted-foreground">
                {dateTime(moment.at)}
              </time>
            </span>
            <span className="break-words">{moment.text}</span>
            {moment.function_id && (
              <Link className="w-fit text-primary hover:underline" to={to(`functions/${moment.function_id}`)}>
                To the function
              </Link>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The reason of a drop in people's words; all else is told by the service. */
function told({ state, reason, detail, text }: Journey['standings'][number]) {
  if (state !== 'dropped' || !reason) return text
  return `${reasonText(reason)}${detail && ` (${detail})`}`
}

function Standings({ standings }: Pick<Journey, 'standings'>) {
  const destinationName = useDestinationName()
  return (
    <section>
      <h3 className="mb-2 font-medium">How each destination stands</h3>
      <ul className="divide-y rounded-lg border">
        {standings.map((standing) => (
          <li key={standing.destination_id + standing.state} className="flex flex-wrap items-center gap-2 px-3 py-2">
            <span className="font-medium">{destinationName(standing.destination_id) || 'Before any'}</span>
            <Badge tone={STATES[standing.state]}>{words(standing.state)}</Badge>
            <span className="min-w-0 flex-1 basis-40 break-words text-muted-foreground">{told(standing)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
