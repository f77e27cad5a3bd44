import Form from 'next/form'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/format/paths'

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
        Look
      </Button>
    </Form>
  )
}
