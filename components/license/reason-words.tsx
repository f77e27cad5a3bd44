import type { ReasonExplanation } from '@/lib/activation/explain-reason'

const OWNER_WORD: Readonly<Record<ReasonExplanation['owner'], string>> = {
  none: '',
  helpdesk: 'Helpdesk',
  'kms-admin': 'Whoever runs the KMS hosts',
  licensing: 'Licensing',
  network: 'Network',
  compliance: 'Compliance',
  collector: 'Whoever runs the collection',
}

/** A reason code explained: meaning, cause, who can help, and where the explanation comes from. */
export function ReasonWords({ explanation }: { explanation: ReasonExplanation }) {
  const { code, symbol, meaning, cause, detail, owner, source } = explanation
  return (
    <div className="grid gap-2 content-start min-w-0">
      <h2 className="font-semibold">
        Why: <span className="font-mono font-medium">{code}</span>
      </h2>
      <p className="max-w-[64ch]">
        {meaning}. {detail} {cause}.
      </p>
      <p className="text-table text-ink-soft max-w-[64ch]">
        {OWNER_WORD[owner] && `${OWNER_WORD[owner]} can usually help. `}
        Source: {source}
        {symbol && (
          <>
            {' '}
            (<span className="font-mono break-all">{symbol}</span>)
          </>
        )}
        .
      </p>
    </div>
  )
}
