import { setting } from '@/lib/server/environment'

const BYTES_IN_MEGABYTE = 1024 * 1024

/** Largest file that may come in through the page, in bytes. */
export function uploadLimitBytes(): number {
  return setting('MAX_UPLOAD_MB') * BYTES_IN_MEGABYTE
}
