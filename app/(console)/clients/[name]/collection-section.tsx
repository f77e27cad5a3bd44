import { Section } from '@/components/ui/card'
import { CommandLine } from '@/components/ui/command-line'
import { Fact, Facts } from '@/components/ui/facts'
import { Time } from '@/components/ui/time'
import { outcomeWords, sayAttempt } from '@/lib/activation/collection/attempt-sentence'
import { OUTCOMES } from '@/lib/activation/collection/outcome-table'
import type { AttemptRow } from '@/lib/data/collection/attempts'

/** How the newest attempt to read the machine ended, and what to do about it. */
export function CollectionSection({ attempt, now }: { attempt: AttemptRow; now: number }) {
  const { remedy, command } = OUTCOMES[attempt.outcome]
  const { collector, read = [] } = attempt.details
  const failed = read.filter(({ outcome }) => outcome !== 'read')
  const said = sayAttempt(attempt, now)
  return (
    <Section
      id="collection"
      title="Collection"
      hint={`${said.charAt(0).toUpperCase()}${said.slice(1)}.${remedy ? ` ${remedy}` : ''}`}
    >
      {command && <CommandLine command={command.replace('NAME', attempt.name)} />}
      <Facts>
        {attempt.code && (
          <Fact name="Code">
            <span className="font-mono">{attempt.code}</span>
          </Fact>
        )}
        {attempt.readAt && attempt.outcome !== 'read' && (
          <Fact name="Last read">
            <Time at={attempt.readAt} />
          </Fact>
        )}
        {failed.length > 0 && (
          <Fact name="Not read">
            {failed
              .map((one) => `${one.class} (${outcomeWords(one)}${one.code ? `, ${one.code}` : ''})`)
              .join('; ')}
          </Fact>
        )}
        {collector && <Fact name="Collector">{collector}</Fact>}
      </Facts>
    </Section>
  )
}
