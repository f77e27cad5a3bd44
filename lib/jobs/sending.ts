import { announce } from '@/lib/operations/channels/announce'
import { beat } from '@/lib/operations/channels/beat'
import { deliverDue } from '@/lib/operations/channels/deliver'
import { runSchedules } from '@/lib/operations/reports/run-schedules'
import { type Rounds, startRounds } from './rounds'

const PAUSE_MS = 2_000

/**
 * Decides who hears of alerts, makes the reports that are scheduled, and sends what is due. Each goes on when another fails.
 * Of several processes each takes what the others have not.
 */
export function startSending(): Rounds {
  const rounds = [
    startRounds(async () => void (await announce(new Date())), {
      pauseMs: PAUSE_MS,
      complaint: 'it was not decided who hears of alerts',
    }),
    startRounds(async () => void (await beat(new Date())), {
      pauseMs: PAUSE_MS,
      complaint: 'the heartbeat was not made',
    }),
    startRounds(async () => void (await runSchedules(new Date())), {
      pauseMs: PAUSE_MS,
      complaint: 'reports were not made',
    }),
    startRounds(async (isStopped) => void (await deliverDue({ isStopped })), {
      pauseMs: PAUSE_MS,
      complaint: 'messages were not sent',
    }),
  ]
  return { stop: async () => void (await Promise.all(rounds.map((one) => one.stop()))) }
}
