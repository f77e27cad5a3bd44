/** What a backup says of itself, before anything else in it: enough to refuse it before a byte is restored. */
import { z } from 'zod'

export const backupAbout = z.object({
  format: z.literal(1),
  /** cluster: the files of the console's own Postgres. dump: what pg_dump wrote of a database of the site. */
  kind: z.enum(['cluster', 'dump']),
  /** ISO 8601 UTC */
  takenAt: z.iso.datetime(),
  /** Of the console. */
  version: z.string(),
  /** Files of a cluster fit only the same system, such as 'linux-x64', and the same major version of Postgres. */
  system: z.string(),
  /** Names of the encryption keys that the product keys in it are sealed with; none of them opens anything. */
  sealedWith: z.array(z.string()),
  /** Passwords of the two roles of a cluster. They open only what the backup holds anyway. */
  passwords: z.object({ superuserPassword: z.string(), consolePassword: z.string() }).optional(),
  /** Only when whoever took it asked for that. */
  keyEncryptionKey: z.base64().optional(),
})

export type BackupAbout = z.infer<typeof backupAbout>
