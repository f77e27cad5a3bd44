import type { FrameRefusal } from '../operation'
import type { AskDiscoveryRefusal } from './ask-discovery'
import type { AliasRefusal } from './check-alias'

/** Why something about discovery was not done, and what now. */
export function refusalSentence(
  refusal: AskDiscoveryRefusal | AliasRefusal | FrameRefusal | { kind: 'unchanged' },
): string {
  switch (refusal.kind) {
    case 'alreadyRunning':
      return 'A check is under way; its answers appear here in a moment.'
    case 'noZones':
      return 'There is no zone to ask about. Add one on the Networks page.'
    case 'notInZone':
      return `${refusal.name} lies in no zone of the Networks page, so the console does not ask for it. Add its zone there first.`
    case 'unchanged':
      return 'It is set like that already.'
    case 'notPermitted':
      return 'Your role does not allow this. A licensing admin can change your role.'
    case 'badInput':
      return refusal.issues[0]?.message ?? 'Something in the form is not right.'
  }
}
