/** npm run --silent sbom: what the console is made of, as CycloneDX, from the lock file; without what only building and testing take. */
import { execSync } from 'node:child_process'

// npm is a script on Windows, which only a shell starts.
execSync('npm sbom --sbom-format=cyclonedx --omit=dev --package-lock-only', { stdio: 'inherit' })
