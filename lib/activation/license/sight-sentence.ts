import type { Seen, Sight } from './user-experience'

const WORDS: Readonly<Record<Sight, string>> = {
  nothing: 'The person at the machine sees nothing of it.',
  reducedFunctionality: 'The machine runs with reduced functionality until it is activated.',
  dialogAtSignIn: 'At sign-in a dialog on a black background offers to activate now or later.',
  blackDesktop: 'The desktop background is black.',
  cornerMessage: 'A message stands in the lower right corner of the desktop; everything else works.',
  bannerBeforeEnd: 'A banner and a toast announce that the activation runs out, up to 30 days ahead.',
  noticeBeforeEnd: 'Office announces that its grace is about to end.',
  redTitleBar: 'Office shows notices and a red title bar.',
  hourlyShutdown: 'An expired evaluation of Windows Server shuts down every hour.',
}

/** What the person at the machine sees, in whole sentences. */
export function saySights({ sights }: Seen): string {
  return sights.map((sight) => WORDS[sight]).join(' ')
}
