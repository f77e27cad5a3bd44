'use server'

import { operationAction } from '@/app/operation-action'
import { paths } from '@/lib/format/paths'
import { addSchedule, pauseSchedule, removeSchedule } from '@/lib/operations/reports/schedules'

const touches = paths.schedules()

export const addScheduleAction = operationAction(addSchedule, {
  done: ({ name }) => `${name} is scheduled`,
  touches,
})

export const pauseScheduleAction = operationAction(pauseSchedule, { touches })

export const removeScheduleAction = operationAction(removeSchedule, {
  done: () => 'The schedule is removed',
  touches,
})
