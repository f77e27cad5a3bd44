import { beginReading, findSource } from '@/lib/data/networks/directory-store'
import { openPassword } from '@/lib/data/networks/sealed-password'
import { enqueueDirectoryRead } from '@/lib/jobs/queue'
import type { LdapOptions, LdapTarget } from '@/lib/probes/ldap/ldap-session'
import { testDirectory } from '@/lib/probes/ldap/read-directory'
import { type Actor, type OperationCall, operation } from '../operation'
import { aDirectory } from './directory-input'
import { refuse, sayDirectoryRefusal } from './directory-refusal'

/** Notes who tries a connection; the asking itself is tryDirectory's, outside the transaction. */
export const askDirectoryTest = operation(
  'discovery.change',
  aDirectory,
  async ({ tx, audit }, { sourceId }) => {
    const source = await tx.directorySource.findUnique({
      where: { id: sourceId },
      select: { server: true, isSample: true },
    })
    if (!source) return refuse({ kind: 'noSuchDirectory' })
    if (source.isSample) return refuse({ kind: 'sampleDirectory' })
    await audit({
      action: 'directory.test',
      subjectType: 'directory',
      subjectId: sourceId,
      after: { name: source.server },
    })
    return { ok: true as const }
  },
  { refusals: sayDirectoryRefusal },
)

/** Connects, binds and looks for the base, now. */
export async function tryDirectory(
  actor: Actor,
  input: { sourceId: string },
  call?: OperationCall,
  options?: LdapOptions,
) {
  const outcome = await askDirectoryTest.run(actor, input, call)
  if (!outcome.ok) return outcome
  const target = await targetOf(input.sourceId)
  if (!target) return refuse({ kind: 'passwordUnreadable' })
  const answer = await testDirectory(target, options)
  if (answer.ok) return answer
  const { kind: problem, detail } = answer.refusal
  return refuse({ kind: 'noConnection', problem, detail, server: target.server, port: target.port })
}

/** Opens a reading; readDirectoryNow hands it to the worker. */
export const askDirectoryRead = operation(
  'discovery.change',
  aDirectory,
  async ({ tx, now, audit }, { sourceId }) => {
    const source = await tx.directorySource.findUnique({
      where: { id: sourceId },
      select: { server: true, isSample: true },
    })
    if (!source) return refuse({ kind: 'noSuchDirectory' })
    if (source.isSample) return refuse({ kind: 'sampleDirectory' })
    if (!(await beginReading(tx, sourceId, now))) return refuse({ kind: 'alreadyReading' })
    await audit({
      action: 'directory.read',
      subjectType: 'directory',
      subjectId: sourceId,
      after: { name: source.server },
    })
    return { ok: true as const }
  },
  { refusals: sayDirectoryRefusal },
)

/** Reads a directory, as someone asked: returns at once, the worker does the reading. */
export async function readDirectoryNow(actor: Actor, input: { sourceId: string }, call?: OperationCall) {
  const outcome = await askDirectoryRead.run(actor, input, call)
  if (outcome.ok) await enqueueDirectoryRead({ sourceId: input.sourceId, startedBy: actor.name })
  return outcome
}

/** Server and account with the password opened; undefined when the source is gone or its password cannot be opened. */
export async function targetOf(sourceId: string): Promise<LdapTarget | undefined> {
  const source = await findSource(sourceId)
  if (!source) return undefined
  const { sealedPassword, security, id: _, ...facts } = source
  const password = openPassword(sealedPassword, sourceId)
  if (password === undefined) return undefined
  return { ...facts, security: securityOf(security), password }
}

function securityOf(text: string): LdapTarget['security'] {
  return text === 'plain' || text === 'startTls' ? text : 'ldaps'
}
