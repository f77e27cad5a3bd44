import { randomUUID, X509Certificate } from 'node:crypto'
import { sealPassword } from '@/lib/data/networks/sealed-password'
import { operation } from '../operation'
import { aDirectory, changedDirectory, newDirectory } from './directory-input'
import { refuse, sayDirectoryRefusal } from './directory-refusal'
import { reason } from './network-input'

const SHOWN = {
  id: true,
  server: true,
  port: true,
  security: true,
  baseDn: true,
  bindDn: true,
  caCertificate: true,
  isSample: true,
} as const

/** A password or a certificate may hold something that looks like a product key; it has to stay as entered. */
const SECRET_FIELDS = ['password', 'caCertificate'] as const

/** Adds a directory to read. The password is sealed before it is saved. */
export const addDirectory = operation(
  'discovery.change',
  newDirectory,
  async (context, input) => {
    const { tx, actor, now, audit } = context
    const { password, acceptsPlain: _, ...facts } = input
    if (!isCertificate(facts.caCertificate)) return refuse({ kind: 'badCertificate' })
    const { server, port, baseDn } = facts
    const same = await tx.directorySource.findFirst({ where: { server, port, baseDn }, select: { id: true } })
    if (same) return refuse({ kind: 'directoryKnown', server })
    const id = randomUUID()
    await tx.directorySource.create({
      data: {
        id,
        ...facts,
        sealedPassword: sealPassword(password, id),
        createdAt: now,
        createdBy: actor.name,
      },
      select: { id: true },
    })
    await audit({ action: 'directory.add', subjectType: 'directory', subjectId: id, after: factsOf(facts) })
    return { ok: true as const, id }
  },
  { refusals: sayDirectoryRefusal, secretFields: SECRET_FIELDS },
)

/** Changes a directory. A password is never sent to another server than the one it was entered for. */
export const changeDirectory = operation(
  'discovery.change',
  changedDirectory,
  async ({ tx, audit }, input) => {
    const { sourceId, password, acceptsPlain: _, ...facts } = input
    const select = { ...SHOWN, signIn: { select: { id: true } } }
    const before = await tx.directorySource.findUnique({ where: { id: sourceId }, select })
    if (!before) return refuse({ kind: 'noSuchDirectory' })
    if (before.isSample) return refuse({ kind: 'sampleDirectory' })
    if (facts.security === 'plain' && before.signIn) return refuse({ kind: 'signInNeedsTls' })
    if (!isCertificate(facts.caCertificate)) return refuse({ kind: 'badCertificate' })
    const { server, port, baseDn } = facts
    const same = await tx.directorySource.findFirst({
      where: { server, port, baseDn, id: { not: sourceId } },
      select: { id: true },
    })
    if (same) return refuse({ kind: 'directoryKnown', server })
    const goesElsewhere =
      server !== before.server ||
      port !== before.port ||
      facts.security !== before.security ||
      facts.bindDn !== before.bindDn ||
      facts.caCertificate !== before.caCertificate
    if (goesElsewhere && password === '') return refuse({ kind: 'passwordNeeded' })
    if (!goesElsewhere && password === '' && baseDn === before.baseDn) return refuse({ kind: 'unchanged' })
    const sealed = password === '' ? {} : { sealedPassword: sealPassword(password, sourceId) }
    await tx.directorySource.update({
      where: { id: sourceId },
      data: { ...facts, ...sealed },
      select: { id: true },
    })
    await audit({
      action: 'directory.change',
      subjectType: 'directory',
      subjectId: sourceId,
      before: factsOf(before),
      after: { ...factsOf(facts), ...(password === '' ? {} : { password: 'entered again' }) },
    })
    return { ok: true as const }
  },
  { refusals: sayDirectoryRefusal, secretFields: SECRET_FIELDS },
)

/** Forgets a directory with its computers; what was listed from it stays. */
export const removeDirectory = operation(
  'discovery.change',
  aDirectory.extend({ reason }),
  async ({ tx, audit }, input) => {
    const select = { ...SHOWN, signIn: { select: { name: true } } }
    const source = await tx.directorySource.findUnique({ where: { id: input.sourceId }, select })
    if (!source) return refuse({ kind: 'noSuchDirectory' })
    if (source.signIn) return refuse({ kind: 'signInUsesIt', name: source.signIn.name })
    const computers = await tx.directoryComputer.count({ where: { sourceId: source.id } })
    await tx.directorySource.delete({ where: { id: source.id }, select: { id: true } })
    await audit({
      action: 'directory.remove',
      subjectType: 'directory',
      subjectId: source.id,
      before: { ...factsOf(source), computers },
      reason: input.reason,
    })
    return { ok: true as const, server: source.server }
  },
  { refusals: sayDirectoryRefusal },
)

interface Facts {
  server: string
  port: number
  security: string
  baseDn: string
  bindDn: string
  caCertificate: string | null
}

function factsOf({ server, port, security, baseDn, bindDn, caCertificate }: Facts) {
  return { name: server, port, security, baseDn, bindDn, ownAuthority: caCertificate !== null }
}

function isCertificate(pem: string | null): boolean {
  if (pem === null) return true
  try {
    return new X509Certificate(pem).subject !== ''
  } catch {
    return false
  }
}
