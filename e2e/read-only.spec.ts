/** Every page and every route that reads, on a database that cannot be written: reading never writes. */
import pg from 'pg'
import { PAGES, ROUTES } from './access-table'
import { expect, test } from './fixtures'
import { preparedServer } from './server/prepared'

test.use({ fleet: 'sampleReadOnly' })

/** A part of a page that could not be made, whole or streamed. */
const FAILED = /data-empty="failed"|data-dgst|\$RX\(/

const SIGN_IN = /^\/(api\/)?(sign|second-factor)/

/** Of what there is only one kind, what the table of access asks for by a name that is not there. */
const THINGS = `
  SELECT '/clients/' || name FROM (SELECT name FROM client ORDER BY name LIMIT 3) c
  UNION ALL SELECT '/api/clients/' || name FROM (SELECT name FROM client ORDER BY name LIMIT 3) c
  UNION ALL SELECT '/kms-hosts/' || name FROM kms_host
  UNION ALL SELECT '/networks/' || name FROM (SELECT name FROM dns_zone ORDER BY name LIMIT 2) z
  UNION ALL SELECT '/keys/' || id FROM product_key
  UNION ALL SELECT '/keys/' || key_id || '/ledger' FROM mak_account
  UNION ALL SELECT '/keys/offline/' || number FROM exchange_package
  UNION ALL SELECT '/api/exchange/' || number || '/file?as=csv' FROM exchange_package
  UNION ALL SELECT '/imports/' || id FROM import
  UNION ALL SELECT '/api/imports/' || id FROM import
  UNION ALL SELECT '/clients?state=licensed' UNION ALL SELECT '/clients?expires=30d&sort=-expires'
  UNION ALL SELECT '/clients?q=ws' UNION ALL SELECT '/api/clients?state=grace'`

test('a database that cannot be written answers every page and every route that reads', async ({
  console: server,
  pageAs,
}) => {
  test.setTimeout(120_000)
  const page = await pageAs('licensingAdmin')
  const things = await makeReadOnly(server.databaseUrl)
  const rows = [
    ...Object.values(PAGES),
    ...Object.entries(ROUTES).flatMap(([name, row]) => (name.startsWith('GET ') ? [row] : [])),
    ...things.map((path) => ({ path, status: 200 })),
  ]
  for (const { path, status = 200 } of rows) {
    const answer = await page.request.get(path, { maxRedirects: 0 })
    // Who is signed in is sent on from the pages to sign in.
    if (!SIGN_IN.test(path)) expect(answer.status(), path).toBe(status)
    expect(await answer.text(), path).not.toMatch(FAILED)
  }
})

/** From here on every connection of the console can only read. Answers what there is to look at. */
async function makeReadOnly(databaseUrl: string): Promise<string[]> {
  const name = new URL(databaseUrl).pathname.slice(1)
  const admin = new pg.Client({ connectionString: preparedServer().superuserUrl })
  const own = new pg.Client({ connectionString: databaseUrl })
  await Promise.all([admin.connect(), own.connect()])
  try {
    const { rows } = await own.query<unknown[]>({ text: THINGS, rowMode: 'array' })
    await own.end()
    await admin.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`)
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
    return rows.map(([path]) => String(path))
  } finally {
    await admin.end()
  }
}
