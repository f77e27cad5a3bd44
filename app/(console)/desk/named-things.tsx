import { MaskedKey } from '@/components/license/masked-key'
import { Card } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/format/paths'
import type { DeskAnswer } from '@/lib/operations/desk/desk-answer'

/** Events, products, keys and KMS hosts that the text names, each in a line. */
export function NamedThings({ answer: { events, products, key, hosts } }: { answer: DeskAnswer }) {
  if (events.length + products.length + hosts.length === 0 && !key) return null
  return (
    <Card className="grid gap-3">
      <h3 className="font-semibold">Also named</h3>
      <Facts>
        {events.map((row) => (
          <Fact key={row.ids[0]} name={`Event ${row.ids.join(', ')}`}>
            {row.meaning}.{' '}
            <Link href={paths.reference({ q: String(row.ids[0]), kind: 'event' })} className="link">
              What it holds
            </Link>
          </Fact>
        ))}
        {products.map(({ activationId, label, channel }) => (
          <Fact key={activationId} name="Activation ID">
            <Link href={paths.reference({ q: activationId, kind: 'product' })} className="link">
              {label}
            </Link>
            , {channel}
          </Fact>
        ))}
        {key && (
          <Fact name="Published key">
            <MaskedKey lastFive={key.lastFive} />,{' '}
            {key.family === 'office' ? key.name : `${key.generation} ${key.name}`}.{' '}
            <Link href={paths.clients({ key: key.lastFive })} className="link">
              Clients with it
            </Link>
          </Fact>
        )}
        {hosts.map((name) => (
          <Fact key={name} name="KMS host">
            <Link href={paths.kmsHost(name)} className="link font-mono">
              {name}
            </Link>
          </Fact>
        ))}
      </Facts>
    </Card>
  )
}
