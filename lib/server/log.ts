/** The log: JSON lines on stderr, so that stdout stays for what the person who started the console reads. */
import pino from 'pino'
import { maskValues } from '@/lib/activation/product/mask-values'
import { maskProductKeys } from '@/lib/activation/product/product-key'
import { setting } from './environment'
import { mappedStack } from './mapped-stack'

const stderr = pino.destination({ dest: 2, sync: true })

/** Masks after serialising: whatever part of an entry holds a product key, none reaches the log. */
const masked = { write: (line: string) => stderr.write(maskLine(line)) }

/** A key that was wrapped over two lines is only seen once their ends are no longer written as \n. */
export function maskLine(line: string): string {
  const whole = maskProductKeys(line)
  if (!whole.includes('\\n')) return whole
  try {
    return `${JSON.stringify(maskValues(JSON.parse(whole)))}\n`
  } catch {
    return whole
  }
}

function sayError(error: Error) {
  const said = pino.stdSerializers.err(error)
  return { ...said, ...(said.stack && { stack: mappedStack(said.stack) }) }
}

export const log = pino(
  {
    level: setting('LOG_LEVEL'),
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: sayError },
    redact: {
      paths: ['password', 'token', '*.password', '*.token', '*.cookie', '*.authorization'],
      censor: '[removed]',
    },
  },
  masked,
)
