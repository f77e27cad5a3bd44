import { CONDITION_TONE } from '@/components/license/condition'
import { ConditionLabel } from '@/components/license/condition-mark'
import { GraceMeter } from '@/components/license/grace-meter'
import { MaskedKey } from '@/components/license/masked-key'
import { SourceLink } from '@/components/license/source-link'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Term } from '@/components/ui/term'
import { Time } from '@/components/ui/time'
import { conditionLabel, statusLabel } from '@/lib/activation/words/labels'
import { sayInterval } from '@/lib/activation/words/say-date'
import type { ClientLicense } from '@/lib/data/clients/client-licenses'
import { paths } from '@/lib/format/paths'

interface LicenseCardProps {
  license: ClientLicense
  mayReadImports: boolean
}

/** One product: state, end, keys and ids, and where it is known from. */
export function LicenseCard({ license, mayReadImports }: LicenseCardProps) {
  const { assessment, words, source } = license
  return (
    <Card flush className="@container">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 border-b">
        <div className="grid min-w-0">
          <h3 className="font-semibold">{license.productLabel}</h3>
          <p className="text-table text-ink-soft">{words.headline}</p>
          {words.personSees && <p className="text-table text-ink-soft">{words.personSees}</p>}
        </div>
        <span className="flex items-center gap-2">
          {license.isAddon && <Badge>Add-on</Badge>}
          <Badge>{license.channel}</Badge>
        </span>
      </header>
      <Facts className="px-4 py-3 text-table @3xl:grid-cols-[auto_1fr_auto_1fr]">
        <StateFacts license={license} />
        <KmsFacts license={license} />
        <IdFacts license={license} />
      </Facts>
      <footer className="flex flex-wrap gap-x-2 px-4 py-2.5 border-t bg-sunken text-table text-ink-soft">
        Known from
        <SourceLink {...source} mayRead={mayReadImports} />
        {assessment.lastRenewedAt && (
          <span className="ml-auto">
            Last renewed <Time at={assessment.lastRenewedAt} />
          </span>
        )}
      </footer>
    </Card>
  )
}

/** Status, end and reason. */
function StateFacts({ license }: { license: ClientLicense }) {
  const { assessment, left, reason, reportedStatus } = license
  const { condition, effectiveStatus, until, since } = assessment
  return (
    <>
      <Fact name="State">
        <span className="flex flex-wrap items-center gap-x-2">
          <ConditionLabel condition={condition} left={left} />
          <span className="text-ink-soft">
            {statusLabel(effectiveStatus) !== conditionLabel(condition) && statusLabel(effectiveStatus)}
            {since && (
              <>
                {' since '}
                <Time at={since} as="date" />
              </>
            )}
          </span>
        </span>
        {reportedStatus !== effectiveStatus && (
          <span className="block text-ink-soft">
            Reported as {statusLabel(reportedStatus)}; time has passed since.
          </span>
        )}
      </Fact>
      {until && left !== undefined && (
        <Fact name={condition === 'licensed' ? 'Valid until' : 'Grace until'}>
          <span className="grid gap-1.5 max-w-64">
            <span>
              <Time at={until} as="date" />{' '}
              <span className="text-ink-soft">
                (<Time at={until} as="short" />)
              </span>
            </span>
            <GraceMeter
              left={left}
              tone={CONDITION_TONE[condition]}
              label={`${Math.round(left * 100)} % of the time is left`}
            />
          </span>
        </Fact>
      )}
      {reason && (
        <Fact name="Reason">
          <span className="font-mono">{reason}</span>
        </Fact>
      )}
    </>
  )
}

const FOUND_BY_WORD: Readonly<Record<string, string>> = {
  dns: 'found through DNS',
  registered: 'set on the machine',
}

/** Which host activated it, how it was found, and how often it asks. */
function KmsFacts({ license }: { license: ClientLicense }) {
  const { kms } = license
  return (
    <>
      {kms.host && (
        <Fact name="KMS host">
          <Link href={paths.kmsHost(kms.host)} className="link font-mono">
            {kms.host}
          </Link>
          <span className="text-ink-soft">
            {[kms.port && ` port ${kms.port}`, kms.address, FOUND_BY_WORD[kms.foundBy ?? '']]
              .filter(Boolean)
              .join(', ')}
          </span>
        </Fact>
      )}
      {kms.renewalIntervalMinutes !== null && (
        <Fact name="Intervals">
          {[
            `renews every ${sayInterval(kms.renewalIntervalMinutes)}`,
            kms.activationIntervalMinutes !== null &&
              `retries every ${sayInterval(kms.activationIntervalMinutes)}`,
            kms.hostCaching === true && 'remembers its host',
            kms.hostCaching === false && 'does not remember its host',
          ]
            .filter(Boolean)
            .join(', ')}
        </Fact>
      )}
      {kms.extendedPid && (
        <Fact
          name={
            <Term
              word="Host extended PID"
              meaning="Product ID of the KMS host that answered. It shows the generation of its host key."
            />
          }
        >
          <Copyable text={kms.extendedPid} label="Copy the host’s extended PID" />
        </Fact>
      )}
    </>
  )
}

/** Nine groups, as slmgr and the activation pages show it: 63 digits from Windows 8 on, 54 before. */
function inGroups(installationId: string): string {
  const size = installationId.length === 63 ? 7 : 6
  return installationId.replace(new RegExp(`(\\d{${size}})(?=\\d)`, 'g'), '$1 ')
}

/** Keys and ids, and how the product was reported. */
function IdFacts({ license }: { license: ClientLicense }) {
  const { rearms, lastFive, activationId, extendedPid, installationId, productName, description } = license
  return (
    <>
      {(rearms.windows !== null || rearms.sku !== null) && (
        <Fact name={<Term of="rearm" word="Rearms left" />}>
          {[
            rearms.windows !== null && `${rearms.windows} Windows`,
            rearms.sku !== null && `${rearms.sku} product`,
          ]
            .filter(Boolean)
            .join(', ')}
        </Fact>
      )}
      {lastFive && (
        <Fact name="Product key">
          <MaskedKey lastFive={lastFive} />
        </Fact>
      )}
      {activationId && (
        <Fact name={<Term of="activation ID" word="Activation ID" />}>
          <Copyable text={activationId} label="Copy the activation ID" />
        </Fact>
      )}
      {extendedPid && (
        <Fact name={<Term of="extended PID" word="Extended PID" />}>
          <Copyable text={extendedPid} label="Copy the extended PID" />
        </Fact>
      )}
      {installationId && (
        <Fact name={<Term of="installation ID" word="Installation ID" />}>
          <Copyable text={installationId} shown={inGroups(installationId)} label="Copy the installation ID" />
        </Fact>
      )}
      {productName && (
        <Fact name="Reported as">
          {productName}
          {description && <span className="block text-ink-soft">{description}</span>}
        </Fact>
      )}
    </>
  )
}
