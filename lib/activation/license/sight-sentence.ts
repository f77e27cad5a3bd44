import type { Seen, Sight } from './user-experience'

const WORDS: Readonly<Record<Sight, string>> = {
  nothing: 'The user sees nothing.',
  reducedFunctionality: 'The machine runs with reduced functionality until it is activated.',
  dialogAtSignIn: 'At sign-in a dialog on a black background offers activation now or later.',
  blackDesktop: 'The desktop background is black.',
  cornerMessage: 'The desktop shows a watermark; everything still works.',
  bannerBeforeEnd: 'A banner and a toast warn that the activation runs out, up to 30 days ahead.',
  noticeBeforeEnd: 'Office warns that its grace is about to end.',
  redTitleBar: 'Office shows notices and a red title bar.',
  hourlyShutdown: 'An expired evaluation of Windows Server shuts down every hour.',
}

/** What the person at the machine sees, in whole sentences. */
export function saySights({ sights }: Seen): string {
  return sights.map((sight) => WORDS[sight]).join(' ')
}
