import type { LicenseObservation } from '@/lib/activation/observation'
import { AMBIGUOUS, type Expectation, GIVEN_CLIENT, GIVEN_TIME } from './expectation.testing'

/** /xpr names the product and says one sentence. */
const said = (
  line: number,
  product: LicenseObservation['product'],
  rest: Pick<LicenseObservation, 'status' | 'expiresAt' | 'activatedBy'>,
): [number, LicenseObservation] => [
  line,
  { kind: 'license', observedAt: GIVEN_TIME, client: GIVEN_CLIENT, product, ...rest },
]

const ENTERPRISE = 'Windows(R), Enterprise edition'

export const slmgrXpr: Record<string, Expectation> = {
  'xpr-all-states.txt': {
    format: 'slmgr-text',
    observations: [
      said(1, { name: ENTERPRISE }, { status: 'unlicensed' }),
      said(4, { name: ENTERPRISE, channel: 'KMS client' }, { status: 'licensed' }),
      said(7, { name: 'Windows(R), Professional edition' }, { status: 'licensed' }),
      said(
        10,
        { name: 'Windows(R), ServerStandardEval edition', channel: 'Evaluation' },
        { status: 'licensed', expiresAt: '2024-08-31T11:00:00.000Z' },
      ),
      said(
        13,
        { name: 'Windows(R), ServerStandard edition', channel: 'AVMA' },
        { status: 'licensed', expiresAt: '2024-07-15T10:00:00.000Z', activatedBy: 'avma' },
      ),
      said(16, { name: ENTERPRISE }, { status: 'initialGrace', expiresAt: '2024-06-29T10:00:00.000Z' }),
      said(
        19,
        { name: ENTERPRISE },
        { status: 'outOfToleranceGrace', expiresAt: '2024-06-27T16:22:00.000Z' },
      ),
      said(22, { name: ENTERPRISE }, { status: 'nonGenuineGrace', expiresAt: '2024-06-27T16:22:00.000Z' }),
      said(25, { name: ENTERPRISE }, { status: 'notification' }),
      said(28, { name: ENTERPRISE }, { status: 'extendedGrace' }),
    ],
    rejected: [
      [5, AMBIGUOUS],
      [29, AMBIGUOUS],
    ],
  },
  // The second statement is of another product, which the text does not name. 29 can only be a day.
  'xpr-short-outputs.txt': {
    format: 'slmgr-text',
    observations: [
      said(1, { name: 'Windows(R), Professional edition' }, { status: 'licensed' }),
      said(4, { channel: 'KMS client' }, { status: 'licensed', expiresAt: '2024-11-29T08:46:24.000Z' }),
    ],
  },
}
