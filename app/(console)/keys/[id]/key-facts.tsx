import { Card } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'
import { Fact, Facts } from '@/components/ui/facts'
import { Term } from '@/components/ui/term'
import { Time } from '@/components/ui/time'
import type { KeyGroup } from '@/lib/activation/kms/key-group-table'
import { productByActivationId } from '@/lib/activation/product/products-by-id'
import type { KeyView } from '@/lib/data/keys/key-page'

/** What is known of a key beside its machines; agreement, owner and note only for those who may count. */
export function KeyFacts({ view, group }: { view: KeyView; group: KeyGroup | undefined }) {
  const { business } = view
  return (
    <Card>
      <Facts className="text-table">
        <Fact name="Kind">
          {view.kind === 'mak' ? <Term of="MAK" /> : <Term of="CSVLK" word="KMS host key (CSVLK)" />}
        </Fact>
        {view.kind === 'csvlk' && <Fact name="Key group">{group?.label ?? 'not known'}</Fact>}
        <Fact name="Activates">
          <Products view={view} group={group} />
        </Fact>
        <Fact name="Stored">{view.isWhole ? 'the whole key, encrypted' : 'its last five only'}</Fact>
        <Fact name="Added">
          by {view.addedBy}, <Time at={view.addedAt} />
        </Fact>
        {business && (
          <>
            <Fact name="Agreement">{business.agreement ?? notSaid}</Fact>
            <Fact name="Owner">{business.owner ?? notSaid}</Fact>
            <Fact name="Note">
              {business.note ? <span className="whitespace-pre-line">{business.note}</span> : notSaid}
            </Fact>
          </>
        )}
      </Facts>
    </Card>
  )
}

const notSaid = <span className="text-ink-faint">–</span>

function Products({ view, group }: { view: KeyView; group: KeyGroup | undefined }) {
  if (group) return <span>{servesWords(group)}</span>
  if (view.kind === 'csvlk') return <span className="text-ink-soft">not known without its key group</span>
  if (view.activationIds.length === 0) {
    return <span className="text-ink-soft">not said; any product whose MAK ends so is taken for it</span>
  }
  return (
    <ul className="grid gap-1">
      {view.activationIds.map((id) => (
        <li key={id}>
          {nameOf(view, id)} <Copyable text={id} label="Copy activation ID" />
        </li>
      ))}
    </ul>
  )
}

function nameOf(view: KeyView, id: string): string {
  const seen = view.products.find(({ activationId }) => activationId === id)
  if (seen) return seen.label
  const known = productByActivationId(id)
  return known ? `${known.generation} ${known.edition}` : 'Unknown product'
}

/** 'Windows up to Windows 11 and Windows Server 2022' */
function servesWords(group: KeyGroup): string {
  if (group.application === 'office') return group.serves
  const servers = group.serversUpTo === undefined ? '' : `, servers up to ${group.serversUpTo}`
  const edition = group.editionGroup === undefined ? '' : ` of group ${group.editionGroup}`
  return `Clients up to ${group.clientsUpTo}${servers}${edition}`
}
