import { sayReason } from '../advice/advice-sentence'
import { columns, type ReportBody, type ReportTable } from '../report/report'
import { sayCount } from '../words/say-amounts'
import { sayDay } from '../words/say-date'
import type { ActivationPlan } from './plan'
import type { PlanInput } from './plan-inventory'
import { drawPlan } from './plan-picture'
import {
  firewallOf,
  GENERATION_WORDS,
  METHOD_WORDS,
  notLookedAt,
  questionsInWords,
  sayActivations,
  sayMethod,
  sayNetworkCount,
  sayPlannedKey,
  saySecondBest,
  srvRecordsOf,
} from './plan-sentence'
import { stepsInOrder } from './plan-steps'

/** A plan as every face shows it: page, PDF, workbook. */
export function planReport(plan: ActivationPlan, input: PlanInput): ReportBody {
  return {
    answer: planSentence(plan),
    counted: sayCount(plan.machines, 'machine'),
    words: [
      { title: 'What this plan did not look at', lines: notLookedAt(input) },
      { title: 'To settle first', lines: questionsInWords(plan) },
    ],
    pictures: [drawPlan(plan, input)],
    tables: planTables(plan, input),
  }
}

/** 'Directory for 1,180 machines, MAK for 35; no KMS host is needed.' */
export function planSentence({
  worksheet,
  machines,
  hosts,
  questions,
  hostProblems,
}: ActivationPlan): string {
  const methods = worksheet
    .toSorted((one, other) => other.machines - one.machines)
    .map(({ method, machines: count }) => `${METHOD_WORDS[method]}: ${count.toLocaleString('en-US')}`)
  const open = questions.length + hostProblems.length
  const needs =
    hosts === 0
      ? 'No KMS host is needed.'
      : `${sayCount(hosts, 'KMS host')} ${hosts === 1 ? 'is' : 'are'} needed.`
  const asks = open === 0 ? '' : ` ${sayCount(open, 'point')} ${open === 1 ? 'is' : 'are'} open.`
  return `${sayCount(machines, 'machine')}. ${methods.join('; ')}. ${needs}${asks}`
}

function planTables(plan: ActivationPlan, input: PlanInput): ReportTable[] {
  const records = srvRecordsOf(plan, input)
  return [
    {
      title: 'Worksheet',
      columns: columns('Method', ['Machines', 'count']),
      rows: plan.worksheet.map(({ method, machines }) => [METHOD_WORDS[method], machines]),
      total: ['Total', plan.machines],
      empty: 'No machines.',
    },
    {
      title: 'Networks',
      columns: columns(
        'Network',
        'Generation',
        ['Clients', 'count'],
        ['Servers', 'count'],
        'Method',
        'Why',
        'Second best',
      ),
      rows: plan.lines.map((line) => [
        line.network,
        line.generation === undefined ? 'Not by volume' : GENERATION_WORDS[line.generation],
        line.clients,
        line.servers,
        sayMethod(line),
        line.reasons.map(sayReason).join(' '),
        line.secondBest ? saySecondBest(line.secondBest) : null,
      ]),
      empty: 'No networks.',
    },
    {
      title: 'Office',
      columns: columns('Network', 'Version', ['Machines', 'count'], 'Method'),
      rows: plan.office.map(({ network, version, machines, method }) => [
        network,
        version,
        machines,
        METHOD_WORDS[method],
      ]),
      empty: 'No Office by volume.',
    },
    {
      title: 'Counts',
      columns: columns('What the hosts will show'),
      rows: plan.counts.map((count) => [sayNetworkCount(count)]),
      empty: 'No KMS host, so no count.',
    },
    {
      title: 'Keys',
      columns: columns('Key'),
      rows: [
        ...plan.keys.map((key) => [sayPlannedKey(key)]),
        ...sayActivations(plan).map((sentence) => [sentence]),
      ],
      empty: 'No keys.',
    },
    {
      title: 'SRV records',
      columns: columns('Zone', 'Record', 'Host'),
      rows: records.map(({ zone, host }) => [zone, `_vlmcs._tcp.${zone} SRV 0 0 1688`, host]),
      empty: 'No record is needed.',
    },
    {
      title: 'Firewall',
      columns: columns('From', 'To', 'Port'),
      rows: [
        ...firewallOf(plan, input).map(({ from, to, port }) => [from, to, `TCP ${port}`]),
        ['Outside the company', 'Any KMS host', 'Never'],
      ],
      empty: 'Nothing to open.',
    },
    {
      title: 'Steps in order',
      columns: columns(['Step', 'count'], 'What to do', 'For', 'Command'),
      rows: stepsInOrder(plan, input).map(({ text, networks, command, day }, at) => [
        at + 1,
        day === undefined ? text : `From ${sayDay(day)}: ${text}`,
        networks.join(', ') || 'all',
        command ?? null,
      ]),
      empty: 'Nothing to do.',
    },
  ]
}
