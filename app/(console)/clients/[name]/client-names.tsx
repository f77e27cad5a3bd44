import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { ClientCmidView, ClientView } from '@/lib/data/clients/client-page'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { KeepApart } from './keep-apart'

/** The names and CMIDs the machine was seen with, and who else was seen with them. */
export function ClientNames({ client, mayPart }: { client: ClientView; mayPart: boolean }) {
  const shared = client.cmids.filter((cmid) => cmid.sharedCount > 0)
  return (
    <Section
      id="names"
      title="Names and CMIDs"
      hint="A name is the identity; a CMID is evidence. Cloned images can share one."
    >
      {shared.map((cmid) => (
        <SharedCmid key={`${cmid.cmid} ${cmid.application}`} cmid={cmid} />
      ))}
      <div className="grid gap-4 xl:grid-cols-2 items-start">
        <NamesTable client={client} mayPart={mayPart} />
        {client.cmids.length > 0 && <CmidTable cmids={client.cmids} />}
      </div>
    </Section>
  )
}

function SharedCmid({ cmid }: { cmid: ClientCmidView }) {
  return (
    <Notice
      tone="watch"
      title={`${formatCountOf(cmid.sharedCount, 'other machine')} ${cmid.sharedCount === 1 ? 'was' : 'were'} seen with the same CMID`}
    >
      A KMS host counts them as one. On cloned machines run slmgr.vbs /rearm and restart. Seen with it:{' '}
      {cmid.sharedWith.map((name, position) => (
        <span key={name}>
          {position > 0 && ', '}
          <Link href={paths.client(name)} className="link font-mono text-table">
            {name}
          </Link>
        </span>
      ))}
      {cmid.sharedCount > cmid.sharedWith.length && (
        <>
          {', '}
          <Link href={paths.clients({ cmid: cmid.cmid })} className="link">
            all of them
          </Link>
        </>
      )}
      .
    </Notice>
  )
}

function NamesTable({ client, mayPart }: { client: ClientView; mayPart: boolean }) {
  return (
    <Table label="Names">
      <TableHead>
        <tr>
          <HeaderCell>Name</HeaderCell>
          <HeaderCell>How it belongs here</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {client.names.map((name) => (
          <TableRow key={name.name}>
            <Cell className="font-mono">{name.name}</Cell>
            <Cell>
              {name.joinedAt ? (
                <span className="flex items-center justify-between gap-3">
                  <span>
                    joined <Time at={name.joinedAt} />
                    {name.joinedCmid && <span className="text-ink-soft"> by the same CMID</span>}
                  </span>
                  <KeepApart nameId={name.id} name={name.name} client={client.name} mayChange={mayPart} />
                </span>
              ) : (
                'its own name'
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function CmidTable({ cmids }: { cmids: ClientCmidView[] }) {
  return (
    <Table label="CMIDs">
      <TableHead>
        <tr>
          <HeaderCell>CMID</HeaderCell>
          <HeaderCell>Of</HeaderCell>
          <HeaderCell>First seen</HeaderCell>
          <HeaderCell>Last seen</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {cmids.map((cmid) => (
          <TableRow key={`${cmid.cmid} ${cmid.application}`}>
            <Cell className="font-mono whitespace-nowrap">{cmid.cmid}</Cell>
            <Cell>{cmid.application === 'office' ? 'Office' : 'Windows'}</Cell>
            <Cell>
              <Time at={cmid.firstSeenAt} as="short" />
            </Cell>
            <Cell>
              <Time at={cmid.lastSeenAt} as="short" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
