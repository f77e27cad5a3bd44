/**
 * Posts readings of machines in a process of its own, for a test that kills it:
 * `node --import tsx scripts/poster.ts TOKEN_JSON POSTS AT_ONCE`, with DATABASE_URL. Prints a line for each answered post.
 */
import { closePools } from '@/lib/data/pool'
import { postObservations } from '@/lib/operations/ingest/post-observations'
import { bodyOf } from '@/lib/operations/ingest/posted-bodies.testing'

const [token = '{}', posts = '1', atOnce = '1'] = process.argv.slice(2)
let next = 0

async function poster(): Promise<void> {
  while (next < Number(posts)) {
    const post = next++
    await postObservations({ token: JSON.parse(token), body: bodyOf(post) }, new Date())
    console.log(`answered ${post}`)
  }
}

await Promise.all(Array.from({ length: Number(atOnce) }, poster))
await closePools()
