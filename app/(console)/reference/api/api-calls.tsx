'use client'

import { useState } from 'react'
import type { ApiCall } from '@/app/api/v1/calls'
import { Field } from '@/components/form/field'
import { Input, Textarea } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { CommandLine } from '@/components/ui/command-line'

/** All calls, each to be tried with one token: it stays in this page and goes nowhere but with the call. */
export function ApiCalls({ calls }: { calls: readonly ApiCall[] }) {
  const [token, setToken] = useState('')
  return (
    <>
      <Section id="try" title="Token to try with" hint="Kept in this page alone, until you leave it.">
        <div className="max-w-[40rem]">
          <Field label="Token">
            <Input
              mono
              type="password"
              autoComplete="off"
              placeholder="acsl_…"
              value={token}
              onChange={({ target }) => setToken(target.value.trim())}
            />
          </Field>
        </div>
      </Section>
      {calls.map((call) => (
        <Call key={`${call.method} ${call.path}`} call={call} token={token} />
      ))}
    </>
  )
}

function Call({ call, token }: { call: ApiCall; token: string }) {
  const { method, path, summary, scopes, parameters, answers } = call
  return (
    <Section
      id={`${method}${path}`.replace(/\W+/g, '-').toLowerCase()}
      title={
        <span className="font-mono">
          {method} {path}
        </span>
      }
      hint={summary}
    >
      <Card className="grid gap-4">
        <p>
          Scope: <span className="font-mono text-table">{scopes.join(' or ')}</span>
        </p>
        {parameters.length > 0 && (
          <Words
            title="Parameters"
            rows={parameters.map(({ name, in: place, meaning }) => [
              place === 'path' ? `{${name}}` : `?${name}=`,
              meaning,
            ])}
          />
        )}
        <Words title="Answers" rows={answers.map(({ status, meaning }) => [String(status), meaning])} />
        <CommandLine command={curlOf(call)} />
        <details>
          <summary className="cursor-pointer w-fit link">Try it</summary>
          <Try call={call} token={token} />
        </details>
      </Card>
    </Section>
  )
}

function Words({ title, rows }: { title: string; rows: readonly (readonly string[])[] }) {
  return (
    <div className="grid gap-1">
      <h3 className="text-sm font-medium">{title}</h3>
      <dl className="grid gap-x-6 gap-y-0.5 sm:grid-cols-[10rem_1fr] text-table">
        {rows.map(([word, meaning]) => (
          <div key={word} className="contents">
            <dt className="font-mono">{word}</dt>
            <dd className="text-ink-soft">{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

interface Answer {
  status: string
  body: string
}

/** Longest part of an answer that is shown. */
const SHOWN = 20_000

function Try({ call, token }: { call: ApiCall; token: string }) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [body, setBody] = useState('')
  const [answer, setAnswer] = useState<Answer>()
  const [busy, setBusy] = useState(false)
  const hasBody = call.bodyTypes.length > 0
  const send = async () => {
    setBusy(true)
    setAnswer(await ask(call, { token, values, body: hasBody ? body : undefined }))
    setBusy(false)
  }
  return (
    <div className="grid gap-3 pt-3">
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {call.parameters.map(({ name }) => (
          <Field key={name} label={name}>
            <Input
              autoComplete="off"
              value={values[name] ?? ''}
              onChange={({ target }) => setValues({ ...values, [name]: target.value })}
            />
          </Field>
        ))}
      </div>
      {hasBody && (
        <Field label={`Body (${call.bodyTypes[0]})`}>
          <Textarea mono rows={6} value={body} onChange={({ target }) => setBody(target.value)} />
        </Field>
      )}
      <div>
        <Button look="primary" onClick={send} disabled={busy || token === ''}>
          Send
        </Button>
        {token === '' && <span className="text-ink-soft pl-3">Enter a token above first.</span>}
      </div>
      {answer && (
        <div role="status" className="grid gap-1.5">
          <p className="font-medium">{answer.status}</p>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a long answer scrolls, and must be reachable by keyboard
            tabIndex={0}
            className="font-mono text-table rounded-md border bg-sunken p-3 max-h-96 overflow-auto whitespace-pre-wrap break-words"
          >
            {answer.body}
          </pre>
        </div>
      )}
    </div>
  )
}

interface Tried {
  token: string
  values: Readonly<Record<string, string>>
  body: string | undefined
}

async function ask(call: ApiCall, { token, values, body }: Tried): Promise<Answer> {
  const path = call.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
  const query = new URLSearchParams(
    call.parameters.flatMap(({ name, in: place }) =>
      place === 'query' && values[name] ? [[name, values[name]]] : [],
    ),
  )
  try {
    const answer = await fetch(query.size > 0 ? `${path}?${query}` : path, {
      method: call.method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': call.bodyTypes[0] ?? '' }),
      },
      credentials: 'omit',
      ...(body !== undefined && { body }),
    })
    const text = await answer.text()
    const retry = answer.headers.get('retry-after')
    return {
      status: `${answer.status} ${answer.statusText}${retry ? `, come again in ${retry} s` : ''}`,
      body: indented(text).slice(0, SHOWN),
    }
  } catch (error) {
    return { status: 'No answer', body: (error as Error).message }
  }
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function curlOf({ method, path, bodyTypes: [type], parameters }: ApiCall): string {
  const query = method === 'GET' && parameters.some(({ name }) => name === 'limit') ? '?limit=100' : ''
  const sent = type === undefined ? '' : ` -H "Content-Type: ${type}" --data-binary @FILE`
  const name = path.endsWith('/files') ? '?name=FILE' : query
  return `curl -H "Authorization: Bearer $TOKEN"${sent} "https://CONSOLE${path}${name}"`
}
