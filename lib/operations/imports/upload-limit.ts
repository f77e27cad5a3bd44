const DEFAULT_LIMIT_MB = 512

/** Largest file that may come in through the page, in bytes; MAX_UPLOAD_MB sets it. */
export function uploadLimitBytes(): number {
  const megabytes = Number(process.env.MAX_UPLOAD_MB ?? DEFAULT_LIMIT_MB)
  return (Number.isFinite(megabytes) && megabytes > 0 ? megabytes : DEFAULT_LIMIT_MB) * 1024 * 1024
}
