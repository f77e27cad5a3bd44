import { type GlossaryWord, meaningOf } from '@/lib/activation/words/glossary'
import { Tooltip } from './tooltip'

/** `of` takes the meaning from the glossary; `meaning` is for what the glossary does not hold. */
type TermProps = { of: GlossaryWord; word?: string } | { word: string; meaning: string }

/** A word of the field with its meaning on hover and focus. */
export function Term(props: TermProps) {
  const isListed = 'of' in props
  return (
    <Tooltip text={isListed ? meaningOf(props.of) : props.meaning}>
      <span
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the meaning must be reachable by keyboard
        tabIndex={0}
        className="underline decoration-dotted decoration-line-strong underline-offset-3 rounded-sm cursor-help"
      >
        {props.word ?? (isListed && props.of)}
      </span>
    </Tooltip>
  )
}
