import type { Command } from '@/lib/activation/offline/activation-commands'
import { CommandLine } from '../ui/command-line'
import { CopyButton } from '../ui/copy-button'

/** Commands of one line, each with what it does. */
export function Commands({ commands }: { commands: readonly Command[] }) {
  return commands.map(({ label, command }) => (
    <div key={label} className="grid gap-1">
      <span className="text-table text-ink-soft">{label}</span>
      <CommandLine command={command} />
    </div>
  ))
}

/** A script or a fragment of several lines, with a button that copies it. */
export function CodeBlock({ text, label, name }: { text: string; label: string; name: string }) {
  return (
    <div className="relative rounded-md border bg-sunken min-w-0">
      <section
        aria-label={name}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="overflow-auto max-h-96"
      >
        <pre className="p-3 pr-12 font-mono text-table">{text}</pre>
      </section>
      <span className="absolute right-1 top-1">
        <CopyButton text={text} label={label} />
      </span>
    </div>
  )
}
