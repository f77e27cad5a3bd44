import type { Reader } from '../reader'
import { readTranscript } from '../transcript/read-transcript'

/** What only ospp.vbs prints. */
const SIGNS = [
  /^\s*---(?:Processing|Exiting)---/m,
  /(?:LICENSE NAME|TÊN GIẤY PHÉP)\s*[::]/,
  /[::]\s*---[A-Z_ ]{5,24}---/,
  /ÉTAT DE LA LICENCE\s*[::]/,
  /(?:PRODUCT|SKU) ID\s*[::]/,
  /Last 5 characters of installed product key/,
]

/** Output of `ospp.vbs /dstatus`, `/dstatusall` and `/act`, with any console transcript around it. */
export const osppReader: Reader = {
  format: 'ospp-text',
  label: 'ospp output',
  detect: (head) => {
    const found = SIGNS.filter((sign) => sign.test(head)).length
    return found === 0 ? 0 : Math.min(0.97, 0.6 + 0.15 * found)
  },
  read: readTranscript,
}
