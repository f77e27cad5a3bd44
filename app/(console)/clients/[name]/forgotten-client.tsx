import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Notice } from '@/components/feedback/notice'
import { PageHeader } from '@/components/layout/page-header'
import { SourceLink } from '@/components/license/source-link'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Part, Parts } from '@/components/ui/parts'
import { Time } from '@/components/ui/time'
import { conditionLabel, statusLabel } from '@/lib/activation/words/labels'
import type { Actor } from '@/lib/auth/actor'
import type { ForgottenClientView, ForgottenWord } from '@/lib/data/clients/forgotten-client'
import { loadClientNotes } from '@/lib/data/notes/notes'
import { paths } from '@/lib/format/paths'
import { NotesSection } from '../../notes-section'
import { BringBackDialog } from '../machine-dialogs'

interface ForgottenClientPageProps {
  client: ForgottenClientView
  actor: Actor
}

/** The page of a machine that counts nowhere any more: who forgot it and why, its history, and the way back. */
export async function ForgottenClientPage({ client, actor }: ForgottenClientPageProps) {
  const { name, names, condition, product, firstSeenAt, lastSeenAt, history } = client
  const others = names.filter((one) => one !== name)
  return (
    <div className="grid gap-8 max-w-[84rem] grid-cols-[minmax(0,1fr)]">
      <div className="grid gap-4">
        <PageHeader
          title={<span className="font-mono">{name}</span>}
          description={
            <Parts>
              {product && <Part>{product}</Part>}
              <Part>
                first seen <Time at={firstSeenAt} />, last seen <Time at={lastSeenAt} />
              </Part>
            </Parts>
          }
          actions={
            <>
              <LinkButton href={paths.forgotten()}>Forgotten machines</LinkButton>
              <BringBackDialog names={[name]} mayChange={actor.can('fleet.change')} />
            </>
          }
        />
        <Notice title="This machine was forgotten">
          {client.forgottenBy} forgot it <Time at={client.forgottenAt} />: {client.reason}. It was{' '}
          {conditionLabel(condition).toLowerCase()} then. It counts nowhere; newer news of it brings it back.
          {others.length > 0 && <> Its other names: {others.join(', ')}.</>}
        </Notice>
      </div>
      <Section
        id="history"
        title="History"
        hint="What was said of it, with what came later but is older than the forgetting."
      >
        <DataTable
          label="History"
          columns={columnsOf(actor.can('import.read'), others.length > 0)}
          rows={history}
          rowId={({ at, fingerprint }) => `${at} ${fingerprint}`}
          maxHeight="32rem"
        />
      </Section>
      <NotesSection
        about="client"
        name={name}
        notes={await loadClientNotes(actor, names)}
        ownId={actor.id}
        mayRemoveAll={actor.can('user.change')}
      />
    </div>
  )
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  license: 'License read on the machine',
  kmsRequest: 'Request in a KMS host’s log',
  kmsClientExchange: 'Request in the machine’s log',
  directoryActivation: 'Activation by the directory',
}

const UNDER: Column<ForgottenWord> = { id: 'name', header: 'Under', mono: true, cell: ({ name }) => name }

const columnsOf = (mayReadImports: boolean, hasNames: boolean): readonly Column<ForgottenWord>[] => [
  { id: 'at', header: 'When', nowrap: true, cell: ({ at }) => <Time at={at} as="dateTime" /> },
  { id: 'what', header: 'What', cell: ({ kind }) => KIND_WORDS[kind] ?? kind },
  ...(hasNames ? [UNDER] : []),
  { id: 'product', header: 'Product', cell: ({ product }) => product },
  { id: 'status', header: 'Status', cell: ({ status }) => status && statusLabel(status) },
  { id: 'code', header: 'Code', mono: true, cell: ({ code }) => code },
  {
    id: 'source',
    header: 'Source',
    cell: ({ importId, line }) => <SourceLink importId={importId} line={line} mayRead={mayReadImports} />,
  },
]
