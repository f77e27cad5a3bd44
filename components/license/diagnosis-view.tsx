import type {
  CauseWords,
  DiagnosisCommand,
  DiagnosisWords,
} from '@/lib/activation/diagnosis/diagnosis-sentence'
import { CommandLine } from '../ui/command-line'

/** What to do about the likeliest cause, what tells it from the others, and the others, folded. */
export function DiagnosisView({ diagnosis: { causes, tellApart, look } }: { diagnosis: DiagnosisWords }) {
  const [first, ...others] = causes
  return (
    <div className="grid gap-3 content-start min-w-0">
      {first && (
        <>
          <h2 className="font-semibold">What to do next</h2>
          <p className="max-w-[64ch]">{first.next}</p>
          {first.commands.map((command) => (
            <Command key={command.command} {...command} />
          ))}
        </>
      )}
      {tellApart && (
        <div className="grid gap-2">
          <h3 className="font-medium">To be sure</h3>
          <p className="max-w-[64ch] text-ink-soft break-words">{tellApart.text}</p>
          {!first?.commands.some(({ command }) => command === tellApart.command) && (
            <Command {...tellApart} />
          )}
        </div>
      )}
      {look.length > 0 && <Sentences title="Not known yet" sentences={look} />}
      {first && (
        <details className="text-table">
          <summary className="cursor-pointer w-fit link">
            {others.length === 0
              ? 'What this is concluded from'
              : `What this is concluded from, and ${others.length === 1 ? '1 other cause' : `${others.length} other causes`}`}
          </summary>
          <div className="grid gap-4 pt-3">
            {causes.map((cause) => (
              <CauseEvidence key={cause.kind} cause={cause} />
            ))}
          </div>
        </details>
      )}
    </div>
  )
}

function Command({ command, where }: DiagnosisCommand) {
  return (
    <div className="grid gap-1 min-w-0">
      {where === 'host' && <p className="text-xs text-ink-soft">On the KMS host</p>}
      <CommandLine command={command} />
    </div>
  )
}

function CauseEvidence({ cause }: { cause: CauseWords }) {
  return (
    <div className="grid gap-2">
      <p className="font-medium">{cause.title}</p>
      <Sentences title="For it" sentences={cause.for} />
      <Sentences title="Against it" sentences={cause.against} />
      <Sentences title="Not known" sentences={cause.unknown} />
    </div>
  )
}

function Sentences({ title, sentences }: { title: string; sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <div className="grid gap-0.5 max-w-[72ch]">
      <p className="text-xs text-ink-soft">{title}</p>
      <ul className="grid gap-0.5">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  )
}
