import { Card } from '@/components/ui/card'
import { sayReason } from '@/lib/activation/advice/advice-sentence'
import { FIELD_WORDS } from '@/lib/activation/plan/difference-sentence'
import type { Origins } from '@/lib/activation/plan/known-fleet'
import type { ActivationPlan, PlanLine } from '@/lib/activation/plan/plan'
import { GENERATION_WORDS, sayMachines, sayMethod, saySecondBest } from '@/lib/activation/plan/plan-sentence'

/** Each network with its methods, why, and what would do as well. */
export function NetworkCards({ plan, origins }: { plan: ActivationPlan; origins: Origins }) {
  const networks = [...Map.groupBy(plan.lines, ({ network }) => network)]
  return (
    <div className="grid gap-4 lg:grid-cols-2 items-start">
      {networks.map(([name, lines]) => (
        <Card key={name}>
          <div className="grid gap-4">
            <h3 className="font-mono font-semibold [overflow-wrap:anywhere]">{name}</h3>
            {lines.map((line) => (
              <Line key={`${line.generation} ${line.method}`} line={line} />
            ))}
            <p className="text-table text-ink-soft">{assumedOf(origins[name] ?? {})}</p>
          </div>
        </Card>
      ))}
    </div>
  )
}

function Line({ line }: { line: PlanLine }) {
  const { generation, reasons, secondBest } = line
  return (
    <div className="grid gap-1.5">
      <p>
        <strong>{sayMethod(line)}</strong> for {sayMachines(line)}
        {generation !== undefined && (
          <span className="text-ink-soft"> with {GENERATION_WORDS[generation]}</span>
        )}
      </p>
      <ul className="list-disc pl-5 text-table grid gap-1">
        {reasons.map((reason) => (
          <li key={reason.kind}>{sayReason(reason)}</li>
        ))}
        {secondBest && <li>Second best: {saySecondBest(secondBest)}</li>}
      </ul>
    </div>
  )
}

function assumedOf(origins: Record<string, string>): string {
  const of = (origin: string) =>
    Object.entries(origins)
      .filter(([, own]) => own === origin)
      .map(([field]) => FIELD_WORDS[field] ?? field)
  const [assumed, entered] = [of('assumed'), of('entered')]
  return [
    assumed.length > 0 ? `Assumed: ${assumed.join(', ')}.` : 'Nothing is assumed.',
    ...(entered.length > 0 ? [`Entered: ${entered.join(', ')}.`] : []),
  ].join(' ')
}
