/** A slapd of its own in a temporary folder, with LDAPS and StartTLS behind a certificate made for it. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Attribute, Change, Client } from 'ldapts'
import { freePort } from '@/lib/server/free-port'
import { directoryLdif, ROOT } from './directory-content'

const PLACES = [
  '/usr/sbin/slapd',
  '/usr/local/libexec/slapd',
  '/usr/libexec/slapd',
  '/usr/local/sbin/slapd',
  '/opt/homebrew/opt/openldap/libexec/slapd',
]
const MODULES = ['/usr/lib/ldap', '/usr/lib64/openldap', '/usr/lib/openldap', '/usr/libexec/openldap']
const SCHEMAS = ['/etc/ldap/schema', '/etc/openldap/schema', '/usr/local/etc/openldap/schema']

/** The program, where this machine has it. */
export const findSlapd = (): string | undefined => PLACES.find(existsSync)

export interface Slapd {
  ldapPort: number
  ldapsPort: number
  /** PEM of the authority that signed the server's certificate. */
  caCertificate: string
  /** Takes an entry out, as an administrator of the directory would. */
  remove(dn: string): Promise<void>
  /** Sets an attribute of an entry to these values, or takes it away. */
  set(dn: string, attribute: string, values: string[] | Buffer[]): Promise<void>
  stop(): Promise<void>
}

/** Fewer entries than the directory has computers: who does not ask page by page gets an error. */
const SIZE_LIMIT = 600

/** Starts it with the directory of directory-content.ts; the certificate is for 127.0.0.1 and dc1.corp.test-forest.example. */
export async function startSlapd(
  program: string,
  now: Date,
  ldif: string = directoryLdif(now),
): Promise<Slapd> {
  const folder = await mkdtemp(join(tmpdir(), 'activation-console-slapd-'))
  const [ldapPort, ldapsPort] = [await freePort(), await freePort()]
  makeCertificates(folder)
  const config = await writeConfig(folder)
  await writeFile(join(folder, 'directory.ldif'), ldif)
  execFileSync(program, ['-Tadd', '-f', config, '-l', join(folder, 'directory.ldif'), '-q'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const urls = `ldap://127.0.0.1:${ldapPort} ldaps://127.0.0.1:${ldapsPort}`
  const server = spawn(program, ['-f', config, '-h', urls, '-d', '0'], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  await listening(ldapsPort)
  return {
    ldapPort,
    ldapsPort,
    caCertificate: await readFile(join(folder, 'ca.pem'), 'utf8'),
    remove: (dn) => asManager(ldapPort, (manager) => manager.del(dn)),
    set: (dn, type, values) =>
      asManager(ldapPort, (manager) =>
        manager.modify(
          dn,
          new Change({ operation: 'replace', modification: new Attribute({ type, values }) }),
        ),
      ),
    async stop() {
      server.kill()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function asManager(port: number, work: (manager: Client) => Promise<void>): Promise<void> {
  const manager = new Client({ url: `ldap://127.0.0.1:${port}` })
  await manager.bind(`CN=Manager,${ROOT}`, 'manager')
  await work(manager)
  await manager.unbind()
}

async function writeConfig(folder: string): Promise<string> {
  const place = (among: readonly string[]) => among.find(existsSync) ?? among[0] ?? ''
  await mkdir(join(folder, 'data'))
  await writeFile(
    join(folder, 'root-dse.ldif'),
    `dn:\nrootDomainNamingContext: ${ROOT}\nconfigurationNamingContext: CN=Configuration,${ROOT}\n`,
  )
  // In quotes: a folder may have a blank in its name.
  const lines = [
    `include "${place(SCHEMAS)}/core.schema"`,
    `include "${place(SCHEMAS)}/cosine.schema"`,
    `include "${place(SCHEMAS)}/inetorgperson.schema"`,
    `include "${join(import.meta.dirname, 'active-directory.schema')}"`,
    `rootDSE "${join(folder, 'root-dse.ldif')}"`,
    `modulepath ${place(MODULES)}`,
    'moduleload back_mdb',
    `pidfile "${join(folder, 'slapd.pid')}"`,
    `TLSCACertificateFile "${join(folder, 'ca.pem')}"`,
    `TLSCertificateFile "${join(folder, 'server.pem')}"`,
    `TLSCertificateKeyFile "${join(folder, 'server.key')}"`,
    'disallow bind_anon',
    `sizelimit size.soft=${SIZE_LIMIT} size.hard=${SIZE_LIMIT} size.pr=${SIZE_LIMIT} size.prtotal=unlimited`,
    'database mdb',
    `suffix "${ROOT}"`,
    `directory "${join(folder, 'data')}"`,
    'maxsize 67108864',
    `rootdn "CN=Manager,${ROOT}"`,
    'rootpw manager',
    'access to * by users read by anonymous auth',
  ]
  const path = join(folder, 'slapd.conf')
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}

/** A program of the system, not of a package. */
const OPENSSL = 'openssl'

function makeCertificates(folder: string): void {
  const openssl = (...args: string[]) => execFileSync(OPENSSL, args, { cwd: folder, stdio: 'ignore' })
  const subject = (name: string) => ['-subj', `/CN=${name}`]
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    ...subject('Test authority'),
  )
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
    ...subject('dc1.corp.test-forest.example'),
    '-addext',
    'subjectAltName=IP:127.0.0.1,DNS:dc1.corp.test-forest.example',
  )
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-copy_extensions',
    'copy',
    '-out',
    'server.pem',
  )
}

async function listening(port: number): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    if (await isOpen(port)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('slapd does not listen.')
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
