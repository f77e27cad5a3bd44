'use server'

import { paths } from '@/lib/format/paths'
import { loadSample, removeSampleFleet } from '@/lib/operations/sample/sample-fleet'
import { operationAction } from '../operation-action'

const touches = paths.overview()

export const loadSampleAction = operationAction(loadSample, { done: 'The sample fleet is loaded', touches })

export const removeSampleAction = operationAction(removeSampleFleet, {
  done: 'The sample fleet is removed',
  touches,
})
