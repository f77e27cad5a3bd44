import { AlertLines } from '@/components/alerts/alert-lines'
import { Card, Section } from '@/components/ui/card'
import type { Actor } from '@/lib/auth/actor'
import { loadAlertsOf } from '@/lib/data/alerts/needs-someone'

interface AlertsSectionProps {
  actor: Actor
  about: Parameters<typeof loadAlertsOf>[1]
}

/** The alerts of what a page is about, the worst first; nothing where there is none. */
export async function AlertsSection({ actor, about }: AlertsSectionProps) {
  const alerts = await loadAlertsOf(actor, about, new Date())
  if (alerts.length === 0) return null
  return (
    <Section id="alerts" title="Alerts">
      <Card>
        <AlertLines alerts={alerts} />
      </Card>
    </Section>
  )
}
