import { ChevronLeftIcon } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { Link } from 'react-router-dom'

interface Props {
  title: string
  description?: ReactNode
  actions?: ReactNode
  /** The list that this page belongs to. */
  back?: { to: string; label: string }
}

/** The page's one heading, which is the browser's title too. */
export function PageHeader({ title, description, actions, back }: Props) {
  useEffect(() => {
    document.title = `${title} · CDP console`
  }, [title])
  return (
    <div className="mb-5 flex flex-wrap items-end justify-between gap-3">
      <div className="min-w-0">
        {back && (
          <Link
            to={back.to}
            className="mb-1 inline-flex items-center gap-1 text-xs text-muted-foreground hover:text-foreground"
          >
            <ChevronLeftIcon className="size-3" aria-hidden /> {back.label}
          </Link>
        )}
        <h1 className="text-xl font-semibold tracking-tight break-words">{title}</h1>
        {description && <p className="mt-1 max-w-3xl text-muted-foreground">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  )
}
