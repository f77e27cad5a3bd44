import { expect, test } from 'vitest'
import { paths } from './paths'

const id = '0a6f3c1e-52d1-4a7e-9d8a-3f4f1a2b3c4d'

test('these are all links of the console', () => {
  const links = [
    paths.overview(),
    paths.clients(),
    paths.clients({ state: 'grace,notification', expires: '14d', q: 'ws 1' }),
    paths.client('ws-0412.corp.example'),
    paths.kmsHosts(),
    paths.kmsHost('kms02.corp.example'),
    paths.desk(),
    paths.reference(),
    paths.reference({ q: '0xC004F038', kind: 'code' }),
    paths.imports(),
    paths.import(id),
    paths.import(id, 120),
    paths.people(),
    paths.audit(),
    paths.signIn({ next: '/clients?q=a' }),
    paths.setUp({ token: 'abc' }),
    paths.api.clients({ q: 'a' }),
    paths.api.client('ws-0412.corp.example'),
    paths.api.clientsExport(),
    paths.api.search('a&b'),
    paths.api.overview(),
    paths.api.imports(),
    paths.api.import(id),
    paths.api.importRejections(id),
    paths.api.health(),
  ]
  expect(links).toMatchInlineSnapshot(`
    [
      "/",
      "/clients",
      "/clients?state=grace%2Cnotification&expires=14d&q=ws+1",
      "/clients/ws-0412.corp.example",
      "/kms-hosts",
      "/kms-hosts/kms02.corp.example",
      "/desk",
      "/reference",
      "/reference?q=0xC004F038&kind=code",
      "/imports",
      "/imports/0a6f3c1e-52d1-4a7e-9d8a-3f4f1a2b3c4d",
      "/imports/0a6f3c1e-52d1-4a7e-9d8a-3f4f1a2b3c4d?line=120",
      "/settings/people",
      "/audit",
      "/sign-in?next=%2Fclients%3Fq%3Da",
      "/setup?token=abc",
      "/api/clients?q=a",
      "/api/clients/ws-0412.corp.example",
      "/api/clients/export",
      "/api/search?q=a%26b",
      "/api/overview",
      "/api/imports",
      "/api/imports/0a6f3c1e-52d1-4a7e-9d8a-3f4f1a2b3c4d",
      "/api/imports/0a6f3c1e-52d1-4a7e-9d8a-3f4f1a2b3c4d/rejections",
      "/api/health",
    ]
  `)
})
