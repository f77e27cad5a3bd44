import type { ReasonExplanation } from '@/lib/activation/reason/explain-reason'
import { paths } from '@/lib/format/paths'
import { Fact, Facts } from '../ui/facts'
import { Link } from '../ui/link'

/** Who can do something about a reason, in words; empty where nobody needs to. */
export const OWNER_WORD: Readonly<Record<ReasonExplanation['owner'], string>> = {
  none: '',
  helpdesk: 'Helpdesk',
  'kms-admin': 'KMS host admins',
  licensing: 'Licensing',
  network: 'Network',
  compliance: 'Compliance',
  collector: 'collection admins',
}

/** A reason code: what it is called, who can help, who else has it, and where the explanation comes from. */
export function ReasonWords({ explanation }: { explanation: ReasonExplanation }) {
  const { code, symbol, meaning, owner, source, own } = explanation
  return (
    <div className="grid gap-2 content-start min-w-0">
      <h2 className="font-semibold">
        Reason{' '}
        <Link href={paths.reference({ q: code })} className="link font-mono font-medium">
          {code}
        </Link>
      </h2>
      <Facts className="text-table">
        <Fact name="Meaning">{meaning}</Fact>
        {own?.note && <Fact name="Our note">{own.note}</Fact>}
        {own?.remedy && <Fact name="What we do">{own.remedy}</Fact>}
        {OWNER_WORD[owner] && <Fact name="Who can help">{OWNER_WORD[owner]}</Fact>}
        {symbol && (
          <Fact name="Symbol">
            <span className="font-mono break-all">{symbol}</span>
          </Fact>
        )}
        <Fact name="Source">{source}</Fact>
      </Facts>
      <Link href={paths.clients({ reason: code })} className="link text-table w-fit">
        All clients with this reason
      </Link>
    </div>
  )
}
