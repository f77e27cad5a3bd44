/** What operations on alerts refuse. */
export type AlertRefusal =
  | { kind: 'noneOpen' }
  | { kind: 'endIsPast' }
  | { kind: 'noSuchPerson' }
  | { kind: 'noPerson' }
  | { kind: 'noSuchRule'; rule: string }
  | { kind: 'noSuchLimit'; limit: string }
  | { kind: 'limitOutside'; limit: string; least: number; most: number }
  | { kind: 'noSuchWindow' }
  | { kind: 'noTarget' }
  | { kind: 'noSuchTarget'; scope: 'host' | 'site'; target: string }

export function sayAlertRefusal(refusal: AlertRefusal) {
  switch (refusal.kind) {
    case 'noneOpen':
      return 'None of these alerts is open any more. Reload the page.'
    case 'endIsPast':
      return { field: 'until', sentence: 'The end must lie ahead, and after the beginning.' }
    case 'noSuchPerson':
      return { field: 'personId', sentence: 'Nobody of that name can sign in.' }
    case 'noPerson':
      return 'Only people who sign in have kinds of their own.'
    case 'noSuchRule':
      return `There is no kind of alert ${refusal.rule}.`
    case 'noSuchLimit':
      return `This kind of alert has no limit ${refusal.limit}.`
    case 'limitOutside':
      return {
        field: refusal.limit,
        sentence: `A whole number from ${refusal.least.toLocaleString('en-US')} to ${refusal.most.toLocaleString('en-US')}.`,
      }
    case 'noSuchWindow':
      return 'This maintenance window has ended or is not there any more.'
    case 'noTarget':
      return { field: 'target', sentence: 'Name the host or the site.' }
    case 'noSuchTarget':
      return {
        field: 'target',
        sentence: `There is no ${refusal.scope === 'host' ? 'KMS host' : 'site'} ${refusal.target}.`,
      }
  }
}

export const refuse = <R extends AlertRefusal>(refusal: R) => ({
  ok: false as const,
  refusal: refusal as AlertRefusal,
})
