import type { Reader } from '../reader'
import { readTranscript } from '../transcript/read-transcript'
import { slmgrLikelihood } from './slmgr-signs'

/** Output of `slmgr.vbs /dli`, `/dlv`, `/xpr` and `/ato`, with any console transcript around it. */
export const slmgrReader: Reader = {
  format: 'slmgr-text',
  label: 'slmgr output',
  detect: slmgrLikelihood,
  read: readTranscript,
}
