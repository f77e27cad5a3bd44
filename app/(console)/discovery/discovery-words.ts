import type { CheckRow, DiscoveryView } from '@/lib/data/discovery/discovery-page'
import { formatCount, formatCountOf } from '@/lib/format/counts'

/** The answer of the page in one sentence: '3 of 60 cells need work; 2 more have a remark.' */
export function matrixSentence({ counts, last, rows }: DiscoveryView): string {
  if (!last || rows.length === 0) {
    return 'Which zones lead clients to which KMS hosts: asked of DNS itself, and of the hosts’ ports.'
  }
  const { needWork, remarks, cells } = counts
  if (cells === 0) return 'No KMS host is expected anywhere, and none is published.'
  const remarkWords =
    remarks > 0 ? ` ${formatCount(remarks)} more ${remarks === 1 ? 'has' : 'have'} a remark.` : ''
  if (needWork === 0) {
    return `Every zone leads its clients to every expected host (${formatCountOf(cells, 'cell')}).${remarkWords}`
  }
  return `${formatCount(needWork)} of ${formatCountOf(cells, 'cell')} ${needWork === 1 ? 'needs' : 'need'} work.${remarkWords}`
}

export const isUnderWay = (check: CheckRow | null): check is CheckRow =>
  check?.status === 'waiting' || check?.status === 'running'

/** 'Every hour', of what the console does by itself. */
export function intervalWords(minutes: number | null): string {
  if (minutes === null) return 'Only when asked to'
  if (minutes < 60) return `Every ${minutes} minutes`
  if (minutes === 60) return 'Every hour'
  return minutes === 1440 ? 'Every day' : `Every ${minutes / 60} hours`
}
