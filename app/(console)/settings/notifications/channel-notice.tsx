import { Notice } from '@/components/feedback/notice'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/format/paths'

/** On every page: messages do not go out, and through what. */
export function ChannelNotice({ channels }: { channels: readonly { name: string; problem: string }[] }) {
  const [first] = channels
  if (!first) return null
  const title =
    channels.length === 1
      ? `Messages through ${first.name} fail`
      : `Messages through ${channels.length} channels fail`
  return (
    <div className="pb-5">
      <Notice
        tone="bad"
        title={title}
        actions={
          <Link className="link" href={paths.notifications()}>
            Notifications
          </Link>
        }
      >
        {channels.length === 1 ? first.problem : channels.map(({ name }) => name).join(', ')}
      </Notice>
    </div>
  )
}
