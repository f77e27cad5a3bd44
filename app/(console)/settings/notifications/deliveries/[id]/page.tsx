import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/components/layout/page-header'
import { Card, Section } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { ABOUT_WORDS } from '@/lib/activation/notice/notice-words'
import { requireActor } from '@/lib/auth/actor'
import { loadMessage, type MessageView } from '@/lib/data/deliveries/message-page'
import { paths } from '@/lib/format/paths'
import { ReceiverTable } from './receiver-table'

export const metadata: Metadata = { title: 'Message' }

const IS_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export default async function MessagePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await requireActor('channel.read')
  const message = IS_ID.test(id) ? await loadMessage(actor, id) : undefined
  if (!message) notFound()
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      <PageHeader title={message.subject} />
      <MessageFacts message={message} />
      <Section id="receivers" title="Receivers" hint="Each try, with what the other side said.">
        <ReceiverTable deliveries={message.deliveries} mayChange={actor.can('channel.change')} />
      </Section>
      <Section id="words" title="What it says">
        <Card>
          <pre className="whitespace-pre-wrap [overflow-wrap:anywhere] font-sans text-sm">{message.text}</pre>
        </Card>
      </Section>
    </div>
  )
}

function MessageFacts({ message: { at, about, route, files, alerts } }: { message: MessageView }) {
  return (
    <Facts>
      <Fact name="Written">
        <Time at={at} />
      </Fact>
      <Fact name="About">{ABOUT_WORDS[about]}</Fact>
      {route && <Fact name="Route">{route}</Fact>}
      {files.length > 0 && <Fact name="Files">{files.join(', ')}</Fact>}
      {alerts.length > 0 && (
        <Fact name="Alerts">
          <span className="inline-flex flex-wrap gap-x-3 gap-y-1">
            {alerts.map((alert) => (
              <Link key={alert.id} href={paths.alertMessages(alert.id)}>
                {alert.objectName}
              </Link>
            ))}
          </span>
        </Fact>
      )}
    </Facts>
  )
}
