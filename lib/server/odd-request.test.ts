import { expect, it } from 'vitest'
import { refusalOfRequest } from './odd-request'

it.each([
  ['TRACE', '/', 405],
  ['PROPFIND', '/clients', 405],
  ['GET', '/clients/%', 400],
  ['GET', '/clients/%e2%28', 400],
  ['GET', '/clients/a%00b', 400],
  ['GET', '/clients?q=%00', 400],
  ['GET', 'http://elsewhere.example/', 400],
  ['OPTIONS', '*', 400],
  ['DELETE', '/api/v1/clients', 405],
  ['POST', '/api/v1/clients?limit=1', 405],
  ['GET', '/api/v1/observations', 405],
])('refuses %s %s', (method, url, status) => {
  expect(refusalOfRequest({ method, url })).toMatchObject({ status, sentence: expect.stringMatching(/\.$/) })
})

it.each([
  ['GET', '/clients/100%25'],
  ['GET', '/clients/%2500'],
  ['POST', '/desk?q=100%'],
  ['HEAD', '/'],
  ['GET', '/api/v1/clients/ws-1?limit=1'],
  ['POST', '/api/v1/files?name=a'],
])('lets %s %s through', (method, url) => {
  expect(refusalOfRequest({ method, url })).toBeUndefined()
})
