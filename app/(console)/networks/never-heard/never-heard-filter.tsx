import Form from 'next/form'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import { Link } from '@/components/ui/link'
import type { NeverHeardView } from '@/lib/data/networks/never-heard'
import { KIND_WORD } from '@/lib/data/networks/never-heard-words'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

interface NeverHeardFilterProps {
  params: { show: keyof typeof KIND_WORD; q: string }
  counts: NeverHeardView['counts']
}

/** Which of them, and a part of their names. */
export function NeverHeardFilter({ params, counts }: NeverHeardFilterProps) {
  const all = counts.active + counts.stale + counts.other
  const shown = { ...counts, all }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <nav aria-label="Which computers" className="flex flex-wrap gap-1">
        {(['active', 'stale', 'other', 'all'] as const).map((kind) => (
          <Link
            key={kind}
            href={paths.neverHeard({ show: kind, q: params.q })}
            aria-current={params.show === kind ? 'page' : undefined}
            className={classes(
              'inline-flex items-center gap-1.5 rounded-md border px-2.5 h-8 text-sm',
              params.show === kind
                ? 'border-accent bg-accent-soft text-accent-strong font-medium'
                : 'border-line-strong bg-raised hover:bg-hover',
            )}
          >
            {KIND_WORD[kind]}
            <span className="tabular-nums">{formatCount(shown[kind])}</span>
          </Link>
        ))}
      </nav>
      <Form action={paths.neverHeard()} className="flex gap-2 grow max-w-md" role="search">
        <input type="hidden" name="show" value={params.show} />
        <Input
          name="q"
          type="search"
          defaultValue={params.q}
          aria-label="Part of a name or an operating system"
          placeholder="Name or operating system"
        />
        <Button type="submit">Find</Button>
      </Form>
    </div>
  )
}
