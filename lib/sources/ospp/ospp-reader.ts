import type { Reader } from '../reader'
import { readTranscript } from '../transcript/read-transcript'
import { osppLikelihood } from './ospp-signs'

/** Output of `ospp.vbs /dstatus`, `/dstatusall` and `/act`, with any console transcript around it. */
export const osppReader: Reader = {
  format: 'ospp-text',
  label: 'ospp output',
  detect: osppLikelihood,
  read: readTranscript,
}
