'use client'

import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { DirectoryView } from '@/lib/data/networks/directories'
import { formatCount } from '@/lib/format/counts'
import { ldapSentence } from './ldap-sentences'

/** The last readings of a directory, behind one press. */
export function ReadHistory({ directory }: { directory: DirectoryView }) {
  return (
    <details className="group border-t px-4 py-3">
      <summary className="link text-table w-fit list-none [&::-webkit-details-marker]:hidden">
        <span className="group-open:hidden">Show earlier readings</span>
        <span className="hidden group-open:inline">Hide earlier readings</span>
      </summary>
      <div className="pt-3">
        <Table label={`Readings of ${directory.server}`}>
          <TableHead>
            <tr>
              <HeaderCell>Read</HeaderCell>
              <HeaderCell>By</HeaderCell>
              <HeaderCell numeric>Computers</HeaderCell>
              <HeaderCell numeric>New</HeaderCell>
              <HeaderCell>How it ended</HeaderCell>
            </tr>
          </TableHead>
          <TableBody>
            {directory.reads.map((read) => (
              <TableRow key={read.id}>
                <Cell>
                  <Time at={read.finishedAt} />
                </Cell>
                <Cell>{read.startedBy}</Cell>
                <Cell numeric>{formatCount(read.computers)}</Cell>
                <Cell numeric>{formatCount(read.freshComputers)}</Cell>
                <Cell className="min-w-60">
                  {read.isComplete ? 'to the end' : ldapSentence(read.problem ?? '', directory)}
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  )
}
