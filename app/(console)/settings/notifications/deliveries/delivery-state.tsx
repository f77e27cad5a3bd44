import { Badge, type Tone } from '@/components/ui/badge'
import { DELIVERY_STATE_WORDS, type DeliveryState } from '@/lib/activation/notice/notice-words'

const TONES: Readonly<Record<DeliveryState, Tone>> = {
  waiting: 'accent',
  sending: 'accent',
  sent: 'ok',
  dead: 'bad',
}

/** How far a message came, in a word. */
export function DeliveryStateMark({ state }: { state: DeliveryState }) {
  return <Badge tone={TONES[state]}>{DELIVERY_STATE_WORDS[state]}</Badge>
}
