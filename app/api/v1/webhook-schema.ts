import { z } from 'zod'

/** What a webhook channel posts, as the API documents it. */
export const webhookSchema = z.strictObject({
  type: z.enum(['alert', 'report', 'token', 'test']),
  timestamp: z.iso.datetime().describe('When the message was written.'),
  data: z.strictObject({
    id: z
      .uuid()
      .describe('The same for every try, and in the header webhook-id: what comes twice is known by it.'),
    subject: z.string(),
    severity: z.enum(['info', 'warn', 'error', 'critical']).nullable(),
    title: z.string(),
    lines: z.array(z.string()).describe('Paragraphs, the answer first.'),
    items: z
      .array(z.strictObject({ title: z.string(), detail: z.string(), url: z.string() }))
      .max(20)
      .describe('The alerts it is about, where they are several.'),
    more: z.int().describe('How many are not named.'),
    url: z.string().nullable().describe('The alert, or the list of them, in the console.'),
    isTest: z.boolean().describe('Nothing happened: somebody tries the way.'),
  }),
})
