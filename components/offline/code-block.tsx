import { CopyButton } from '../ui/copy-button'

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
