import { Notice } from '@/components/feedback/notice'
import { OWNER_WORD } from '@/components/license/reason-words'
import { CopyButton } from '@/components/ui/copy-button'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { isHarmless, type ReasonExplanation } from '@/lib/activation/reason/explain-reason'
import { SUCCESS_CODE } from '@/lib/activation/reason/reason-code'
import { paths } from '@/lib/format/paths'
import { ClientsWithReason, OwnMarkWords, SeverityMark } from './row-marks'

interface CodeDetailProps {
  row: ReasonExplanation
  /** Clients that report it now. */
  clients: number
  mayChange: boolean
}

/** One reason code in full, with our note on it. */
export function CodeDetail({ row, clients, mayChange }: CodeDetailProps) {
  const { code, symbol, severity, meaning, cause, remedy, owner, source, known, own } = row
  return (
    <article aria-labelledby="code-name" className="rounded-md border bg-raised">
      <header className="grid gap-1 p-4 md:px-5">
        <div className="flex flex-wrap items-center gap-2">
          <h3 id="code-name" className="font-mono text-base font-semibold">
            {code}
          </h3>
          <CopyButton text={code} label="Copy the code" />
          <SeverityMark severity={severity} />
        </div>
        <p className="text-title font-semibold tracking-[-0.01em] [text-wrap:balance]">{meaning}</p>
      </header>
      <div className="grid gap-4 border-t p-4 md:px-5">
        {isHarmless(code) && code !== SUCCESS_CODE && (
          <Notice tone="ok" title="Looks like an error but is not">
            slmgr.vbs shows it for a license that is fine, or about to be.
          </Notice>
        )}
        {own && <OwnNote own={own} />}
        {!known && (
          <Notice tone="watch" title="No table lists this code">
            Only the range it belongs to is known; cause and remedy follow from that.
          </Notice>
        )}
        <Facts>
          <Fact name="Cause">{cause}.</Fact>
          <Fact name="Remedy">{remedy}.</Fact>
          {OWNER_WORD[owner] && <Fact name="Who can help">{OWNER_WORD[owner]}</Fact>}
          {symbol && (
            <Fact name="Symbol">
              <span className="font-mono text-table break-all">{symbol}</span>
            </Fact>
          )}
          <Fact name="Also written">
            <span className="font-mono text-table">{decimalsOf(code)}</span>
          </Fact>
          <Fact name="Clients with it">
            {clients === 0 ? 'none in this fleet now' : <ClientsWithReason code={code} clients={clients} />}
          </Fact>
          <Fact name="Source">{source}</Fact>
        </Facts>
        {mayChange && (
          <p>
            <Link href={paths.referenceEntry({ kind: 'code', key: code })} className="link text-table">
              {own ? 'Change our note on this code' : 'Add our note on this code'}
            </Link>
          </p>
        )}
      </div>
    </article>
  )
}

/** What this organisation says of a code, beside what is published. */
function OwnNote({ own }: { own: NonNullable<ReasonExplanation['own']> }) {
  return (
    <section aria-label="Our note" className="rounded-md border border-accent p-3">
      <Facts>
        {own.note && <Fact name="Our note">{own.note}</Fact>}
        {own.remedy && <Fact name="What we do">{own.remedy}</Fact>}
        <Fact name="Noted by">
          <OwnMarkWords mark={own.mark} beside />
        </Fact>
      </Facts>
    </section>
  )
}

/** '3221549112 or -1073418184': as WMI and PowerShell print it. */
function decimalsOf(code: string): string {
  const unsigned = Number(code)
  const signed = unsigned | 0
  return signed === unsigned ? String(unsigned) : `${unsigned} or ${signed}`
}
