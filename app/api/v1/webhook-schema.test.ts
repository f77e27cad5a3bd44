import { expect, test } from 'vitest'
import { webhookBody } from '@/lib/format/messages/posted-card'
import { openApi } from './openapi'
import { webhookSchema } from './webhook-schema'

const facts = { id: '0a6f3c1e-52d1-4a7e-9d8a-3f4f1a2b3c4d', about: 'alert', at: '2026-11-30T09:12:00.000Z' }

test('what is posted is what the API documents', () => {
  const card = {
    severity: 'critical',
    title: 'kms02 does not answer',
    lines: ['Since now.'],
    items: [],
    more: 0,
  }
  const item = { title: 'kms02', detail: '', url: 'https://console.corp.example/alerts/7' }
  const link = { label: 'Open', url: item.url }
  expect(webhookSchema.safeParse(webhookBody(card, facts)).error).toBeUndefined()
  expect(
    webhookSchema.safeParse(webhookBody({ ...card, items: [item], more: 3, link, isTest: true }, facts))
      .error,
  ).toBeUndefined()
})

test('the description of the API has it among its webhooks', () => {
  expect(JSON.stringify(openApi().webhooks)).toContain('isTest')
})
