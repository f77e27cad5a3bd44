'use client'

import Form from 'next/form'
import { Field } from '@/components/form/field'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import type { EyeMachine } from '@/lib/activation/discovery/client-eye'
import { paths } from '@/lib/format/paths'

const GENERATIONS = [
  'Windows Vista',
  'Windows Server 2008',
  'Windows 7',
  'Windows Server 2008 R2',
  'Windows 8',
  'Windows Server 2012',
  'Windows 8.1',
  'Windows Server 2012 R2',
  'Windows 10',
  'Windows Server 2016',
  'Windows Server 2019',
  'Windows 11',
  'Windows Server 2022',
  'Windows Server 2025',
] as const

const CACHING = [
  { value: 'on', label: 'On', hint: 'The default: the host of the last success is asked first.' },
  { value: 'off', label: 'Off', hint: 'Turned off with slmgr.vbs /ckhc.' },
] as const

const MEMBERSHIP = [
  { value: 'no', label: 'Domain', hint: 'Its suffix comes from the domain.' },
  { value: 'yes', label: 'Workgroup', hint: 'Its suffix comes from DHCP, if it has one.' },
] as const

/** Which machine. */
export function MachineForm({ name }: { name: string }) {
  return (
    <Form action={paths.clientEye()} className="flex max-w-xl gap-2" role="search">
      <Input
        name="name"
        mono
        defaultValue={name}
        key={name}
        aria-label="Name of the machine"
        autoComplete="off"
        spellCheck={false}
        placeholder="ws-0412.corp.example"
      />
      <Button type="submit" look="primary">
        Show
      </Button>
    </Form>
  )
}

/** Everything a machine searches by, filled in as observed, to be changed. */
export function WhatIfForm({ name, machine }: { name: string; machine: EyeMachine }) {
  const suffixes = [machine.dnsSuffix, ...(machine.searchList ?? [])].filter(Boolean).join(', ')
  return (
    <Form action={paths.clientEye()} className="grid max-w-4xl items-start gap-5 sm:grid-cols-2">
      <input type="hidden" name="name" value={name} />
      <Field label="Member of">
        <Select
          name="workgroup"
          options={MEMBERSHIP}
          defaultValue={machine.isWorkgroup ? 'yes' : 'no'}
          aria-label="Member of"
          className="w-full"
        />
      </Field>
      <Field
        label="Generation"
        hint="Vista and Server 2008 pick any record; later versions use priority and weight."
      >
        <Select
          name="generation"
          options={generations(machine.generation)}
          defaultValue={machine.generation ?? ''}
          placeholder="Not known"
          aria-label="Generation"
          className="w-full"
        />
      </Field>
      <Field
        label="DNS suffixes"
        hint="Its own suffix first, then the search list, separated by commas. In a workgroup they come from DHCP."
      >
        <Input name="suffix" mono defaultValue={suffixes} autoComplete="off" spellCheck={false} />
      </Field>
      <Field label="Zone set with /skms-domain" hint="Searched instead of the suffixes.">
        <Input name="lookup" mono defaultValue={machine.lookupDomain ?? ''} autoComplete="off" />
      </Field>
      <Field label="Registered host" hint="Set with slmgr.vbs /skms or by policy: the only one asked.">
        <Input name="registered" mono defaultValue={addressText(machine.registered)} autoComplete="off" />
      </Field>
      <Field label="Cached host" hint="The host of the last success.">
        <Input name="cached" mono defaultValue={addressText(machine.cached)} autoComplete="off" />
      </Field>
      <Field label="Host caching">
        <Select
          name="caching"
          options={CACHING}
          defaultValue={machine.hostCaching === false ? 'off' : 'on'}
          aria-label="Host caching"
          className="w-full"
        />
      </Field>
      <div className="sm:col-span-2">
        <Button type="submit" look="primary">
          Show for this machine
        </Button>
      </div>
    </Form>
  )
}

function generations(observed: string | undefined) {
  const names: string[] = [...GENERATIONS]
  if (observed && !names.includes(observed)) names.unshift(observed)
  return [{ value: '', label: 'Not known' }, ...names.map((value) => ({ value, label: value }))]
}

const addressText = (address: { host: string; port: number } | undefined) =>
  address ? `${address.host}:${address.port}` : ''
