'use client'

import dynamic from 'next/dynamic'
import type { ComponentProps } from 'react'
import { InView } from './in-view'

/** The charts as pages use them: what draws them comes when one is in view. */
const Balance = dynamic(() => import('./balance-chart').then((chart) => chart.BalanceChart), { ssr: false })
const Evidence = dynamic(() => import('./evidence-chart').then((chart) => chart.EvidenceChart), {
  ssr: false,
})
const Expiry = dynamic(() => import('./expiry-chart').then((chart) => chart.ExpiryChart), { ssr: false })
const Trend = dynamic(() => import('./trend-chart').then((chart) => chart.TrendChart), { ssr: false })

export function BalanceChart(props: ComponentProps<typeof Balance>) {
  return (
    <InView>
      <Balance {...props} />
    </InView>
  )
}

export function EvidenceChart(props: ComponentProps<typeof Evidence>) {
  return (
    <InView>
      <Evidence {...props} />
    </InView>
  )
}

export function ExpiryChart(props: ComponentProps<typeof Expiry>) {
  return (
    <InView>
      <Expiry {...props} />
    </InView>
  )
}

export function TrendChart(props: ComponentProps<typeof Trend>) {
  return (
    <InView>
      <Trend {...props} />
    </InView>
  )
}
