'use client'

import { ListPlus, Plus } from 'lucide-react'
import { Notice } from '@/components/feedback/notice'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Textarea } from '@/components/form/input'
import { TwoStepDialog } from '@/components/form/two-step-dialog'
import { Button } from '@/components/ui/button'
import { formatCountOf } from '@/lib/format/counts'
import { registerHostsAction } from './actions'
import type { HostChoices } from './host-choices'
import { RegisterHostDialog } from './host-form'

/** Ways to register hosts, or why not. */
export function RegisterHosts({ choices, mayChange }: { choices: HostChoices; mayChange: boolean }) {
  if (!mayChange) {
    return (
      <Button icon={Plus} disabledReason="Only a licensing admin can register KMS hosts.">
        Register a host
      </Button>
    )
  }
  return (
    <>
      <RegisterList />
      <RegisterHostDialog
        choices={choices}
        opensFor="register-host"
        trigger={
          <Button look="primary" icon={Plus}>
            Register a host
          </Button>
        }
      />
    </>
  )
}

const EXAMPLE = `name,platform,key group,port,site,owner
kms01.corp.example,Server 2022,Server 2022,1688,Berlin,Server team
kms02.corp.example,Server 2019,Server 2019,1688,Dublin,Server team`

interface Registered {
  registered: string[]
  problems: { line: number; text: string; problem: string }[]
}

/** Many hosts at once: a pasted list, and the result of each line. */
function RegisterList() {
  return (
    <TwoStepDialog<Registered>
      trigger={<Button icon={ListPlus}>Register a list</Button>}
      first={{
        title: 'Register a list of KMS hosts',
        description:
          'One host per line, with commas, semicolons or tabs between the values. With a header line the columns can be in any order.',
        form: (next) => (
          <Form
            action={registerHostsAction}
            input={({ text }) => ({ list: text('list') })}
            confirmLabel="Register the hosts"
            onDone={next}
          >
            <Field label="Hosts">
              <Textarea name="list" mono rows={9} placeholder={EXAMPLE} />
            </Field>
          </Form>
        ),
      }}
      second={{
        title: 'What was registered',
        content: (registered, { close }) => <Result {...registered} onDone={close} />,
      }}
    />
  )
}

function Result({ registered, problems, onDone }: Registered & { onDone: () => void }) {
  return (
    <div className="grid gap-4">
      <Notice tone={problems.length > 0 ? 'watch' : 'ok'}>
        {formatCountOf(registered.length, 'host')} registered
        {problems.length > 0 && `, ${formatCountOf(problems.length, 'line')} left out`}.
      </Notice>
      {problems.length > 0 && (
        <ul aria-label="Lines left out" className="grid gap-2 text-table">
          {problems.map(({ line, text, problem }) => (
            <li key={line}>
              <span className="font-medium">Line {line}:</span> {problem}
              <code className="block font-mono text-ink-soft break-all">{text}</code>
            </li>
          ))}
        </ul>
      )}
      <div className="flex justify-end">
        <Button look="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  )
}
