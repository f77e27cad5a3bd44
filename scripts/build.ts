import { ensureBuild } from '@/lib/server/build'

const built = await ensureBuild(() => console.log('Building the pages.'))
console.log(built ? 'Built.' : 'The build is up to date.')
