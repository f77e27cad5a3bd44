/** Commands and scripts that bring the collector onto machines. `server` is the address of the console, without a slash at its end. */

export const COLLECTOR_FILE = 'Collect-Activation.ps1'
export const COLLECTOR_PATH = `/collector/${COLLECTOR_FILE}`
/** As in the script; a test compares them. */
export const COLLECTOR_VERSION = '1.0.0'

const TASK = 'Activation Console collector'
const POWERSHELL = 'powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass'

/** Gets the script as the console has it. */
export const downloadCommand = (server: string) =>
  `Invoke-WebRequest -UseBasicParsing -Uri ${server}${COLLECTOR_PATH} -OutFile ${COLLECTOR_FILE}`

/** Installs from a folder that has script and token, which may be a share. */
export function installCommand(server: string, folder = ''): string {
  return `${POWERSHELL} ${installArguments(server, folder)}`
}

export function installArguments(server: string, folder = ''): string {
  const at = (file: string) => (folder === '' ? `.\\${file}` : `${folder}\\${file}`)
  return `-File ${at(COLLECTOR_FILE)} -Install -Server ${server} -TokenFrom ${at('token.txt')}`
}

export const uninstallCommand = () => `${POWERSHELL} -File .\\${COLLECTOR_FILE} -Uninstall`

/** A share that computers can read and people cannot: the token lies in it. */
export function shareScript(): string {
  return `$folder = 'D:\\ActivationConsole'
$computers = "$env:USERDOMAIN\\Domain Computers"
New-Item -ItemType Directory -Path $folder
icacls.exe $folder /inheritance:r /grant:r '*S-1-5-18:(OI)(CI)F' '*S-1-5-32-544:(OI)(CI)F' "$\{computers}:(OI)(CI)RX"
New-SmbShare -Name 'ActivationConsole$' -Path $folder -ReadAccess $computers -FullAccess 'Administrators'
`
}

/** Exits 0 where this version of the collector is in place: detection of Intune and of Configuration Manager. */
export function detectionScript(): string {
  return `$task = Get-ScheduledTask -TaskName '${TASK}' -ErrorAction SilentlyContinue
$script = "$env:ProgramData\\ActivationConsole\\${COLLECTOR_FILE}"
$isCurrent = (Test-Path -LiteralPath $script) -and ((Get-Content -LiteralPath $script -Raw) -match "Version = '${COLLECTOR_VERSION}'")
if ($task -and $isCurrent) {
    Write-Output 'Installed ${COLLECTOR_VERSION}'
    exit 0
}
`
}

/** The same as a remediation needs it: 1 means that something is to be done. */
export const remediationDetection = () => `${detectionScript()}Write-Output 'Missing or old'
exit 1
`

/** Brings script and task back; the token stays the one that the app brought. */
export function remediationScript(server: string): string {
  return `$folder = "$env:ProgramData\\ActivationConsole"
if (-not (Test-Path -LiteralPath "$folder\\token.txt")) {
    Write-Output 'No token here: the app has not been installed.'
    exit 1
}
$script = "$folder\\newest.ps1"
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor 3072
Invoke-WebRequest -UseBasicParsing -Uri '${server}${COLLECTOR_PATH}' -OutFile $script
& "$env:SystemRoot\\System32\\WindowsPowerShell\\v1.0\\powershell.exe" -NoProfile -NonInteractive -ExecutionPolicy Bypass -File $script -Install -Server '${server}'
$code = $LASTEXITCODE
Remove-Item -LiteralPath $script
exit $code
`
}

const EVENTS = '12288 12289 12291 12292 12293 12294 12308 900 902 903'
  .split(' ')
  .map((id) => `EventID=${id}`)
  .join(' or ')

/** A subscription of Windows Event Forwarding in which the collector machine fetches from these hosts. */
export function subscriptionXml(hosts: readonly string[]): string {
  const sources = hosts.map(
    (host) => `    <EventSource Enabled="true"><Address>${escaped(host)}</Address></EventSource>\n`,
  )
  return `<Subscription xmlns="http://schemas.microsoft.com/2006/03/windows/events/subscription">
  <SubscriptionId>Activation Console KMS hosts</SubscriptionId>
  <SubscriptionType>CollectorInitiated</SubscriptionType>
  <Description>Requests that KMS hosts answered, and what befell their service</Description>
  <Enabled>true</Enabled>
  <Uri>http://schemas.microsoft.com/wbem/wsman/1/windows/EventLog</Uri>
  <ConfigurationMode>Custom</ConfigurationMode>
  <Delivery Mode="Push">
    <Batching><MaxItems>20</MaxItems><MaxLatencyTime>300000</MaxLatencyTime></Batching>
    <PushSettings><Heartbeat Interval="3600000"/></PushSettings>
  </Delivery>
  <Query><![CDATA[<QueryList><Query Id="0">
    <Select Path="Key Management Service">*</Select>
    <Select Path="Application">*[System[Provider[@Name='Microsoft-Windows-Security-SPP' or @Name='Microsoft-Windows-Security-Licensing-SLC'] and (${EVENTS})]]</Select>
  </Query></QueryList>]]></Query>
  <ReadExistingEvents>true</ReadExistingEvents>
  <TransportName>HTTP</TransportName>
  <ContentFormat>Events</ContentFormat>
  <Locale Language="en-US"/>
  <LogFile>ForwardedEvents</LogFile>
  <CredentialsType>Default</CredentialsType>
  <EventSources>
${sources.join('')}  </EventSources>
</Subscription>
`
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** Sends the events of the last 26 hours; what the console has already, it knows. For an hourly task of the collector machine. */
export function sendForwardedScript(server: string): string {
  return `$ErrorActionPreference = 'Stop'
$folder = "$env:ProgramData\\ActivationConsole"
$file = "$folder\\forwarded.evtx"
$name = "forwarded-$((Get-Date).ToString('yyyyMMddHH', [cultureinfo]::InvariantCulture)).evtx"
$token = Get-Content -LiteralPath "$folder\\token.txt" -TotalCount 1
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor 3072
wevtutil.exe epl ForwardedEvents $file '/q:*[System[TimeCreated[timediff(@SystemTime) <= 93600000]]]' /ow:true
Invoke-WebRequest -UseBasicParsing -Method Post -Uri "${server}/api/v1/files?name=$name" -InFile $file -ContentType 'application/octet-stream' -Headers @{ Authorization = "Bearer $token" }
Remove-Item -LiteralPath $file
`
}

/** Reads the machines of a list from one workstation. */
export const agentlessCommand = () =>
  `.\\${COLLECTOR_FILE} -From .\\machines.txt -OutFile .\\activation.ndjson`
