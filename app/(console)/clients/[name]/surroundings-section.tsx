import { Section } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { Time } from '@/components/ui/time'
import { saySpan } from '@/lib/activation/words/say-date'
import type { Surroundings } from '@/lib/data/clients/surroundings'

/** What its activation depends on around it, each with when that was said. */
export function SurroundingsSection({ surroundings }: { surroundings: Surroundings }) {
  const { dnsSuffixes, clockOffsetSeconds, edition, build } = surroundings
  const facts = [
    dnsSuffixes && { name: 'DNS suffixes', words: dnsSuffixes.value.join(', '), at: dnsSuffixes.at },
    clockOffsetSeconds && {
      name: 'Clock',
      words: clockWords(clockOffsetSeconds.value),
      at: clockOffsetSeconds.at,
    },
    edition && { name: 'Edition ID', words: edition.value, at: edition.at },
    build && { name: 'Build', words: String(build.value), at: build.at },
  ].filter((fact) => fact !== undefined)
  if (facts.length === 0) return null
  return (
    <Section
      id="surroundings"
      title="DNS suffix, clock and edition"
      hint="As Windows’ own tools or the collector told it last."
    >
      <Facts>
        {facts.map(({ name, words, at }) => (
          <Fact key={name} name={name}>
            {words}{' '}
            <span className="text-ink-soft">
              <Time at={at} as="short" />
            </span>
          </Fact>
        ))}
      </Facts>
    </Section>
  )
}

function clockWords(seconds: number): string {
  if (seconds === 0) return 'Agrees with its time source'
  return `${saySpan(Math.abs(seconds) * 1000)} ${seconds > 0 ? 'behind' : 'ahead of'} its time source`
}
