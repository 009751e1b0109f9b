import type { ReactNode } from 'react'
import { Logo } from '@/components/layout/logo'
import { Card, CardContent } from '@/components/ui/card'
import { useThemeClass } from '@/stores/theme'

/** What stands around the pages before the login. */
export function Door({ title, description, children }: { title: string; description: string; children: ReactNode }) {
  useThemeClass()
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 bg-sidebar px-4 py-10">
      <Logo />
      <Card className="w-full max-w-sm">
        <CardContent className="grid gap-4 py-6">
          <div>
            <h1 className="text-lg font-semibold">{title}</h1>
            <p className="mt-1 text-muted-foreground">{description}</p>
          </div>
          {children}
        </CardContent>
      </Card>
    </main>
  )
}
