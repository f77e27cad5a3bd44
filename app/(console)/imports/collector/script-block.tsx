import { CopyButton } from '@/components/ui/copy-button'

/** A script or a file to save, under its name, with a button that copies it. */
export function ScriptBlock({ name, text }: { name: string; text: string }) {
  return (
    <figure className="grid gap-1 min-w-0">
      <figcaption className="flex items-center justify-between gap-2 text-table text-ink-soft">
        {name}
        <CopyButton text={text} label={`Copy ${name}`} />
      </figcaption>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={name}
        className="rounded-md border bg-sunken p-3 overflow-auto font-mono text-xs leading-5 min-w-0 max-h-72"
      >
        <pre>{text.trimEnd()}</pre>
      </section>
    </figure>
  )
}
